import { protocolSchema, type Protocol } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { protocolRules } from './rules/protocol-rules.js';
import { ProtocolError, type ProtocolIssue } from './protocol-error.js';

export interface ParsedProtocol {
  readonly protocol: Protocol;
  /** SHA-256 of the canonical JSON of the protocol with its defaults filled in: comments and layout do not count. */
  readonly hash: string;
}

/**
 * Reads a protocol written as YAML or JSON, fills in defaults and checks the rules between its parts.
 *
 * @throws ProtocolError naming every issue with its path and line
 */
export function parseProtocol(text: string): ParsedProtocol {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineAt = (path: readonly PropertyKey[]): number | undefined => lineOf(document, lines, path);

  if (document.errors.length > 0) {
    throw new ProtocolError(
      document.errors.map((error) => ({ path: '', message: firstLine(error.message), line: error.linePos?.[0].line })),
    );
  }
  const parsed = protocolSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) throw new ProtocolError(parsed.error.issues.map((issue) => schemaIssue(issue, lineAt)));

  const broken = protocolRules(parsed.data);
  if (broken.length > 0)
    throw new ProtocolError(broken.map(({ path, message }) => ({ path: pathText(path), message, line: lineAt(path) })));
  return { protocol: parsed.data, hash: protocolHash(parsed.data) };
}

export function protocolHash(protocol: Protocol): string {
  return hashOf(protocol);
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;

function schemaIssue(
  issue: z.core.$ZodIssue,
  lineAt: (path: readonly PropertyKey[]) => number | undefined,
): ProtocolIssue {
  const message =
    issue.code === 'unrecognized_keys'
      ? `unknown: ${issue.keys.join(', ')}; remove it or check its spelling`
      : issue.message;
  return { path: pathText(issue.path), message, line: lineAt(issue.path) };
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  );

/** The line of the deepest node on the path that the document has. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
