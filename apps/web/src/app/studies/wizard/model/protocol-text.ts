import { ProtocolError, parseProtocol, type ProtocolIssue } from '@lectern/protocol';
import { isScalar, parseDocument } from 'yaml';

/** Where a value stands in the protocol. */
export type ProtocolPath = readonly (string | number)[];

/** The path as issues name it: `conditions[1].ai.model`. */
export const pathName = (path: ProtocolPath): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key), '');

/** What is wrong with the text as a protocol; empty: nothing. */
export function issuesOf(text: string): readonly ProtocolIssue[] {
  try {
    parseProtocol(text);
    return [];
  } catch (error) {
    if (error instanceof ProtocolError) return error.issues;
    throw error;
  }
}

/** The values of the text as it is, whether or not it is a protocol; null where it is no YAML. */
export function valuesOf(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 100 });
}

/** The text with one value changed, comments and everything else left as written; undefined removes it. */
export function withValue(text: string, path: ProtocolPath, value: unknown): string {
  const document = parseDocument(text);
  const present = document.getIn(path, true);
  if (value === undefined) document.deleteIn(path);
  else if (isScalar(present) && typeof value !== 'object') present.value = value;
  else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** The value at a path; undefined where there is none. */
export function valueAt(values: unknown, path: ProtocolPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    values,
  );
}
