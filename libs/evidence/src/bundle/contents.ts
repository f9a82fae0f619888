import { z } from 'zod';
import { strFromU8 } from 'fflate';
import type { BundleFiles } from './archive.js';
import type { Finding } from './finding.js';

const sealedEntry = z.object({
  chain: z.string(),
  index: z.number(),
  content: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});

const signedHead = z.object({
  chain: z.string(),
  length: z.number(),
  hash: z.string(),
  at: z.string(),
  occasion: z.string(),
  key: z.string(),
  signature: z.string(),
});

const electronicSignature = z.object({
  record: z.object({ study: z.string(), kind: z.string(), hash: z.string() }),
  by: z.object({ id: z.string(), name: z.string() }),
  meaning: z.string(),
  at: z.string(),
  authenticatedBy: z.enum(['password', 'code', 'openid']),
  key: z.string(),
  signature: z.string(),
});

const json = z.record(z.string(), z.unknown());

/** The files of a bundle whose contents are checked against each other. A name that ends in `.jsonl` holds one JSON value a line. */
const shapes = {
  chain: { path: 'audit/chain.jsonl', schema: z.array(sealedEntry) },
  heads: { path: 'audit/heads.json', schema: z.array(signedHead) },
  signatures: { path: 'signatures.json', schema: z.array(electronicSignature) },
  freeze: { path: 'freeze.json', schema: z.object({ hash: z.string(), scheduleHash: z.string(), manifest: json }) },
  lock: { path: 'lock.json', schema: z.object({ hash: z.string(), manifest: json }) },
  schedule: { path: 'schedule.json', schema: json },
  protocol: {
    path: 'protocol/versions.json',
    schema: z.array(z.object({ version: z.number(), hash: z.string(), document: json })),
  },
  reference: {
    path: 'reference-standard.json',
    schema: z.object({ version: z.number(), commitment: z.string(), committed: json }),
  },
  submissions: {
    path: 'submissions.jsonl',
    schema: z.array(
      z.object({
        read: z.string(),
        stage: z.number(),
        version: z.number(),
        commitment: z.string(),
        committed: json,
      }),
    ),
  },
  reads: {
    path: 'reads.jsonl',
    schema: z.array(
      z.object({
        id: z.string(),
        reader: z.number(),
        session: z.number(),
        position: z.number(),
        case: z.number(),
        condition: z.string(),
        openedAt: z.string().nullable(),
      }),
    ),
  },
  events: {
    path: 'events.jsonl',
    schema: z.array(
      z.object({
        read: z.string(),
        lease: z.number(),
        sequence: z.number(),
        receivedAt: z.string(),
        hash: z.string(),
        events: z.array(z.unknown()),
      }),
    ),
  },
  aiResults: {
    path: 'ai-results.json',
    schema: z.array(
      z.object({ case: z.number(), model: z.string(), version: z.string(), state: z.string(), outputHash: z.string() }),
    ),
  },
  truthing: {
    path: 'truthing.json',
    schema: z
      .object({
        opinions: z.array(z.object({ member: z.number(), case: z.number(), commitment: z.string(), committed: json })),
      })
      .nullable(), // no panel set the truth
  },
  analysis: { path: 'analysis/analysis.json', schema: json },
} as const;

type Shapes = typeof shapes;
export type BundleContents = { readonly [Name in keyof Shapes]: z.output<Shapes[Name]['schema']> | null };

export const pathOf = (name: keyof Shapes): string => shapes[name].path;

/** The contents of a bundle; null for what cannot be read, with a finding. */
export function readContents(files: BundleFiles): { contents: BundleContents; findings: Finding[] } {
  const findings: Finding[] = [];
  const entries = Object.entries(shapes).map(([name, { path, schema }]) => {
    const value = readPart(files.get(path), path, schema, findings);
    return [name, value] as const;
  });
  return { contents: Object.fromEntries(entries) as BundleContents, findings };
}

function readPart(bytes: Uint8Array | undefined, path: string, schema: z.ZodType, findings: Finding[]): unknown {
  if (!bytes) return null; // the manifest tells of it
  try {
    const text = strFromU8(bytes);
    return schema.parse(path.endsWith('.jsonl') ? jsonLines(text, path, findings) : JSON.parse(text));
  } catch {
    findings.push({ where: path, problem: 'cannot be read as what it should hold' });
    return null;
  }
}

/** Lines that are no JSON are named and left out. */
function jsonLines(text: string, path: string, findings: Finding[]): unknown[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      findings.push({ where: `${path} line ${index + 1}`, problem: 'is no JSON' });
      return [];
    }
  });
}
