import {
  emptyChain,
  headAfter,
  openArchive,
  packArchive,
  sealEntry,
  verifyBundle,
  withManifest,
  type AuditAct,
  type SealedEntry,
  type Signer,
} from '@lectern/evidence';
import { randomFrom } from './random.js';

/** A bundle and the key that signed it. */
export interface Evidence {
  readonly bundle: Uint8Array;
  readonly signer: Signer;
}

/**
 * One attack. `inside` ones alter what the installation then exports, hashes and signs itself, as whoever holds the database could: only chain, signed heads,
 * commitments and signatures can show them.
 */
export type Attack = 'byte' | 'entry' | 'inside entry' | 'cut tail' | 'chain anew';
export const attacks: readonly Attack[] = ['byte', 'entry', 'inside entry', 'cut tail', 'chain anew'];

export interface Trial {
  readonly trial: number;
  readonly attack: Attack;
  /** What was altered. */
  readonly target: string;
  /** Where `verify` says so first; null where it found nothing. */
  readonly found: string | null;
  /** Whether what it named is what was altered, or the entry right after. */
  readonly named: boolean;
}

type Files = Map<string, Uint8Array>;
type Random = (limit: number) => number;

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Runs one trial; the same number does the same. */
export function runTrial(evidence: Evidence, trial: number): Trial {
  const random = randomFrom(trial * 7919 + 1);
  const attack = attacks[trial % attacks.length] as Attack;
  const { altered, target, places } = attackOf[attack](evidence, random);
  const { findings } = verifyBundle(altered, { key: evidence.signer.publicKey, heads: [] });
  const named = findings.some(({ where }) => places.some((place) => where.startsWith(place)));
  return { trial, attack, target, found: findings[0] ? `${findings[0].where}: ${findings[0].problem}` : null, named };
}

interface Altered {
  readonly altered: Uint8Array;
  readonly target: string;
  /** Beginnings of what a finding that names it says. */
  readonly places: readonly string[];
}

const attackOf: Record<Attack, (evidence: Evidence, random: Random) => Altered> = {
  byte: alterByte,
  entry: ({ bundle }, random) => {
    const files = openArchive(bundle);
    const { path, what } = alterLines(files, linedFiles(files), random);
    return { altered: packArchive(files), target: `${path}: ${what}`, places: [path] };
  },
  'inside entry': alterInside,
  'cut tail': ({ bundle, signer }, random) => {
    const files = openArchive(bundle);
    const chain = chainOf(files);
    const keep = 1 + random(chain.length - 1);
    putChain(files, chain.slice(0, keep));
    const places = [`audit/chain.jsonl entry ${keep}`];
    return { altered: resigned(files, signer), target: `entries from ${keep} on removed`, places };
  },
  'chain anew': ({ bundle, signer }, random) => {
    const files = openArchive(bundle);
    const chain = chainOf(files);
    const from = random(chain.length - 1); // before the last signed head
    putChain(files, computedAnew(chain, from));
    return {
      altered: resigned(files, signer),
      target: `chain computed anew from entry ${from} on`,
      places: ['audit/chain.jsonl'],
    };
  },
};

function alterByte({ bundle }: Evidence, random: Random): Altered {
  const at = random(bundle.length);
  const altered = Uint8Array.from(bundle);
  altered[at] = (altered[at] as number) ^ (1 << random(8));
  return { altered, target: `byte ${at}`, places: [''] };
}

/** Evidence whose content the audit chain covers, altered in the database and exported by the installation. */
function alterInside({ bundle, signer }: Evidence, random: Random): Altered {
  const files = openArchive(bundle);
  const covered = [
    'audit/chain.jsonl',
    'submissions.jsonl',
    'events.jsonl',
    'freeze.json',
    'schedule.json',
    'lock.json',
  ];
  const all = [...covered, 'reference-standard.json', 'protocol/versions.json', 'signatures.json', 'ai-results.json'];
  const path = all[random(all.length)] as string;
  if (path.endsWith('.jsonl')) {
    const { what } = alterLines(files, [path], random);
    return { altered: resigned(files, signer), target: `${path}: ${what}`, places: [path] };
  }
  const { text, what } = alterValue(decode(files.get(path)), evidentIn[path] ?? /"[0-9a-f]{64}"/g, random);
  files.set(path, encode(text));
  return {
    altered: resigned(files, signer),
    target: `${path}: ${what}`,
    places: [path, 'signatures.json', 'protocol'],
  };
}

/** Values of a file that stand for evidence; the others are there for reading. */
const evidentIn: Readonly<Record<string, RegExp>> = {
  'reference-standard.json': /"positive": (true|false)/g,
  'schedule.json': /"case": \d+/g,
  'freeze.json': /"(pixelHash|outputHash|commitment|hash|scheduleHash)": "[^"]+"/g,
  'lock.json': /"(submissions|events|hash)": "[^"]+"|"submitted": \d+/g,
  'protocol/versions.json': /"(days|planned|sessions|text|title)": [^,\n]+/g,
  'signatures.json': /"(name|meaning|at|hash|authenticatedBy|signature)": "[^"]+"/g,
  'ai-results.json': /"outputHash": "[^"]+"/g,
};

function alterValue(text: string, values: RegExp, random: Random): { text: string; what: string } {
  const found = [...text.matchAll(values)];
  const chosen = found[random(found.length)] as RegExpExecArray;
  const value = chosen[0];
  const other = value.endsWith('true')
    ? value.replace(/true$/, 'false')
    : value.endsWith('false')
      ? value.replace(/false$/, 'true')
      : value.replace(
          /([0-9a-zA-Z])([^0-9a-zA-Z]*)$/,
          (_, last: string, rest: string) => `${last === '7' ? '8' : '7'}${rest}`,
        );
  return {
    text: text.slice(0, chosen.index) + other + text.slice(chosen.index + value.length),
    what: `${value} -> ${other}`,
  };
}

const linedFiles = (files: Files): string[] =>
  [...files].flatMap(([path, bytes]) => (path.endsWith('.jsonl') && bytes.length > 0 ? [path] : []));

/** Changes, removes, doubles or moves one entry of one of the files. */
function alterLines(files: Files, paths: readonly string[], random: Random): { path: string; what: string } {
  const path = paths[random(paths.length)] as string;
  const lines = decode(files.get(path)).split('\n').filter(Boolean);
  const at = random(lines.length);
  const line = lines[at] as string;
  const other = (at + 1 + random(Math.max(1, lines.length - 1))) % lines.length;
  const acts = [
    () => (lines[at] = alterValue(line, /"[^"\\]*[0-9a-zA-Z]"(?=[,}\]])|\d(?=[,}\]])/g, random).text),
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, line),
    () => ([lines[at], lines[other]] = [lines[other] as string, line]),
  ];
  const names = ['changed', 'removed', 'doubled', `put in the place of ${other}`];
  const act = lines.length === 1 ? random(3) : random(4);
  acts[act]?.();
  files.set(path, encode(lines.map((each) => `${each}\n`).join('')));
  return { path, what: `entry ${at} ${names[act]}` };
}

const chainOf = (files: Files): SealedEntry[] =>
  decode(files.get('audit/chain.jsonl'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SealedEntry);

const putChain = (files: Files, chain: readonly SealedEntry[]): unknown =>
  files.set('audit/chain.jsonl', encode(chain.map((entry) => `${JSON.stringify(entry)}\n`).join('')));

/** A chain that holds in itself, in which one entry says something else. */
function computedAnew(chain: readonly SealedEntry[], from: number): SealedEntry[] {
  const kept = chain.slice(0, from);
  let head = kept.length > 0 ? headAfter(kept.at(-1) as SealedEntry) : emptyChain((chain[0] as SealedEntry).chain);
  const anew = chain.slice(from).map(({ content }, n) => {
    const act = JSON.parse(content) as AuditAct;
    const entry = sealEntry(head, n === 0 ? { ...act, reason: 'as somebody would have it' } : act);
    head = headAfter(entry);
    return entry;
  });
  return [...kept, ...anew];
}

/** The bundle as the installation would export it: every file hashed anew, the manifest signed. */
function resigned(files: Files, signer: Signer): Uint8Array {
  const manifest = JSON.parse(decode(files.get('manifest.json'))) as Parameters<typeof withManifest>[1];
  const own = new Set(['manifest.json', 'manifest.signature.json']);
  const content = new Map([...files].filter(([path]) => !own.has(path)));
  const { study, title, createdAt, software } = manifest;
  return packArchive(withManifest(content, { study, title, createdAt, software }, signer));
}
