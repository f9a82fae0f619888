import type { ChunkResult } from './trials.js';

/** Goals: thousands of protocols, no broken promise, the same bytes from the same inputs, a reason with every refusal. */
export const DECLARED = 10_000;

/** The table of all chunks; its last line holds the figures against the goals. */
export function tabulate(chunks: readonly ChunkResult[]): { text: string; sound: boolean } {
  const sum = (of: (chunk: ChunkResult) => number): number => chunks.reduce((total, chunk) => total + of(chunk), 0);
  const planned = added(chunks.map((chunk) => chunk.planned));
  const refused = added(chunks.map((chunk) => chunk.refused));
  const [drawn, broken, otherBytes, withoutReason] = [
    sum((chunk) => chunk.drawn),
    sum((chunk) => chunk.broken),
    sum((chunk) => chunk.otherBytes),
    sum((chunk) => chunk.withoutReason),
  ];
  const sound = drawn >= DECLARED && broken === 0 && otherBytes === 0 && withoutReason === 0;
  const accepted = Object.values(planned).reduce((total, count) => total + count, 0);
  const lines = [
    '# Random protocols',
    '',
    '| accepted, by design | protocols |',
    '| --- | ---: |',
    ...rows(planned),
    '',
    '| refused at (one may be at several) | protocols |',
    '| --- | ---: |',
    ...rows(refused),
    '',
    `${drawn} of ${DECLARED} protocols drawn; ${accepted} accepted: broken promises ${broken} (goal 0), other bytes from the same inputs ${otherBytes} (goal 0); ${sum((chunk) => chunk.refusals)} refused: without place or reason ${withoutReason} (goal 0): ${sound ? 'met' : 'MISSED'}`,
  ];
  return { text: `${lines.join('\n')}\n`, sound };
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) out[name] = (out[name] ?? 0) + count;
  return out;
}

const rows = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `| ${name} | ${count} |`);
