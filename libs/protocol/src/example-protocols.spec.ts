import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '@lectern/evidence';
import { parseProtocol } from './parse-protocol.js';
import { plannedSessions } from './session-plan.js';
import { brokenPromises } from './schedule/promises.js';
import { deriveSchedule, type ScheduledCase, type ScheduledReader, type ScheduleInput } from './schedule/schedule.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/protocols');
const names = readdirSync(folder);
const protocolOf = (name: string) => parseProtocol(readFileSync(join(folder, name), 'utf8')).protocol;

test('there is an example of each design, and one of more than two conditions', () => {
  const protocols = names.map(protocolOf);
  expect(new Set(protocols.map(({ design }) => design.kind))).toEqual(
    new Set(['crossover', 'sequential', 'concurrent', 'parallel', 'split-plot']),
  );
  expect(protocols.some(({ conditions }) => conditions.length > 2)).toBe(true);
});

test.each(names)('%s is accepted and its worklists keep every promise', (name) => {
  const input = inputOf(protocolOf(name));
  const schedule = deriveSchedule(input);
  expect(brokenPromises(schedule, input)).toEqual([]);
  expect(schedule.sessions).toHaveLength(input.readers.length * plannedSessions(input.protocol).length);
  expect(canonicalJson(deriveSchedule(input))).toBe(canonicalJson(schedule));
});

function inputOf(protocol: ScheduleInput['protocol']): ScheduleInput {
  const { readers, cases, training, qualification } = protocol;
  const strata = readers.strata?.flatMap(({ id, planned }) => Array.from({ length: planned }, () => id));
  const of = (purpose: 'training' | 'qualification', count: number, from: number): ScheduledCase[] =>
    Array.from({ length: count }, (_, i) => ({ number: from + i, stratum: 'positive', purpose }));
  return {
    freezeHash: 'e'.repeat(64),
    seed: 'an example',
    protocol,
    readers: Array.from({ length: readers.planned }, (_, i): ScheduledReader => {
      const stratum = strata?.[i];
      return { number: i + 1, ...(stratum ? { stratum } : {}) };
    }),
    cases: [
      ...Array.from({ length: cases.planned }, (_, i) => ({
        number: i + 1,
        stratum: `${i % 3 ? 'negative' : 'positive'}|${i % 2 ? 'A' : 'B'}`,
      })),
      ...of('training', training?.cases ?? 0, 1001),
      ...of('qualification', qualification?.cases ?? 0, 2001),
    ],
  };
}
