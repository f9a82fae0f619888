import { markToolSchema } from '@lectern/contracts';
import fc from 'fast-check';
import { parseProtocol } from '../src/parse-protocol.js';
import { ProtocolError, type ProtocolIssue } from '../src/protocol-error.js';
import type { ScheduledCase, ScheduledReader, ScheduleInput } from '../src/schedule/schedule.js';

/** What a random protocol is made of: numbers that may or may not fit together. */
export interface Draw {
  readonly kind: 'crossover' | 'sequential' | 'concurrent' | 'parallel' | 'split-plot';
  readonly within: 'crossover' | 'sequential';
  readonly conditions: number;
  readonly readers: number;
  readonly readerStrata: boolean;
  readonly replaced: number;
  readonly strata: readonly number[];
  readonly plots: number;
  readonly periodsSessions: number;
  readonly sessionsOff: number;
  readonly washout: number;
  readonly counterbalance: 'within-session' | 'between-readers';
  readonly order: 'blocked' | 'mixed';
  readonly separation: number;
  readonly blockSize: number | null;
  readonly share: number | null;
  readonly repeats: {
    readonly cases: number;
    readonly place: 'own-sessions' | 'same-session';
    readonly washout: number | null;
    readonly some: boolean;
  } | null;
  readonly training: number;
  readonly qualification: number;
  readonly seed: string;
}

export const draws: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom('crossover', 'sequential', 'concurrent', 'parallel', 'split-plot'),
  within: fc.constantFrom('crossover', 'sequential'),
  conditions: fc.integer({ min: 2, max: 5 }),
  readers: fc.integer({ min: 1, max: 13 }),
  readerStrata: fc.boolean(),
  replaced: fc.integer({ min: 0, max: 2 }),
  strata: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 5 }),
  plots: fc.integer({ min: 2, max: 5 }),
  periodsSessions: fc.integer({ min: 1, max: 4 }),
  sessionsOff: fc.constantFrom(0, 0, 0, 0, 0, 0, 1),
  washout: fc.constantFrom(0, 0, 28, 14),
  counterbalance: fc.constantFrom('within-session', 'between-readers'),
  order: fc.constantFrom('blocked', 'mixed'),
  separation: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })),
  blockSize: fc.option(fc.integer({ min: 2, max: 9 })),
  share: fc.option(fc.integer({ min: 2, max: 20 })),
  repeats: fc.option(
    fc.record({
      cases: fc.integer({ min: 1, max: 6 }),
      place: fc.constantFrom('own-sessions', 'same-session'),
      washout: fc.option(fc.constantFrom(0, 28)),
      some: fc.boolean(),
    }),
  ),
  training: fc.constantFrom(0, 0, 3),
  qualification: fc.constantFrom(0, 0, 2),
  seed: fc.string({ minLength: 8, maxLength: 20 }),
});

export type Outcome =
  | { readonly outcome: 'refused'; readonly issues: readonly ProtocolIssue[] }
  | { readonly outcome: 'planned'; readonly input: ScheduleInput };

/** The study that a draw describes, or why its protocol is refused. */
export function studyOf(draw: Draw): Outcome {
  const cases = draw.strata.flatMap((size, s) => Array.from({ length: size }, () => `stratum ${s}`));
  try {
    const { protocol } = parseProtocol(JSON.stringify(documentOf(draw, cases.length)));
    return {
      outcome: 'planned',
      input: {
        freezeHash: 'f'.repeat(64),
        seed: draw.seed,
        protocol,
        readers: readersOf(draw),
        cases: casesOf(draw, cases),
      },
    };
  } catch (error) {
    if (error instanceof ProtocolError) return { outcome: 'refused', issues: error.issues };
    throw error;
  }
}

function documentOf(draw: Draw, cases: number): object {
  const ids = Array.from({ length: draw.conditions }, (_, c) => `c${c}`);
  const justification = 'a drawn protocol';
  const washout = { days: draw.washout, justification };
  const crossed = { kind: 'crossover', washout, counterbalance: draw.counterbalance };
  const staged = { kind: 'sequential', stages: ids };
  const within = draw.within === 'crossover' ? crossed : staged;
  const crossover = draw.kind === 'crossover' || (draw.kind === 'split-plot' && draw.within === 'crossover');
  const again = draw.repeats && {
    cases: draw.repeats.cases,
    place: draw.repeats.place,
    justification,
    ...(draw.repeats.washout === null ? {} : { washout: { days: draw.repeats.washout, justification } }),
    ...(crossover && draw.repeats.some ? { conditions: [ids[1]] } : {}),
  };
  return {
    lectern: 1,
    title: 'A drawn protocol',
    target: 'Finding',
    conditions: ids.map((id) => ({ id, name: id })),
    design: {
      ...(draw.kind === 'crossover' ? crossed : draw.kind === 'sequential' ? staged : { kind: draw.kind }),
      ...(draw.kind === 'split-plot' ? { plots: draw.plots, within } : {}),
      sessions: draw.periodsSessions * (crossover ? draw.conditions : 1) + draw.sessionsOff,
      order: draw.order,
      separation: draw.separation,
      ...(draw.blockSize === null ? {} : { blockSize: draw.blockSize }),
      ...(draw.share === null || draw.kind === 'split-plot' ? {} : { casesPerReader: draw.share }),
      ...(again ? { repeats: again } : {}),
    },
    readers: {
      planned: draw.readers,
      ...(draw.readerStrata && draw.readers > 1
        ? {
            strata: [
              { id: 'junior', name: 'Junior', planned: Math.ceil(draw.readers / 2) },
              { id: 'senior', name: 'Senior', planned: Math.floor(draw.readers / 2) },
            ],
          }
        : {}),
      replacement: { rule: 'same-place' },
    },
    cases: { planned: Math.max(cases, 2), stacks: ['axial'] },
    ...(draw.training ? { training: { cases: draw.training } } : {}),
    ...(draw.qualification
      ? { qualification: { cases: draw.qualification, pass: { question: 'present', correct: 0.5 } } }
      : {}),
    questions: [{ id: 'present', kind: 'decision', text: 'Present?' }, ...findingsOf(draw)],
    analysis: {
      comparison: { from: 'c0', to: 'c1' },
      endpoints: [{ id: 'sensitivity', figure: 'sensitivity', role: 'primary' }],
    },
  };
}

/** Each choice of mark tools, or no findings at all: worklists are the same whatever is asked. */
function findingsOf({ seed }: Draw): object[] {
  const tools = markToolSchema.options.filter((_, bit) => (seed.length >> bit) & 1);
  return tools.length > 0 ? [{ id: 'lesions', kind: 'findings', text: 'Mark each', required: false, tools }] : [];
}

function readersOf(draw: Draw): ScheduledReader[] {
  const strata = draw.readerStrata && draw.readers > 1;
  const stratumOf = (number: number) => (strata ? { stratum: number % 2 ? 'junior' : 'senior' } : {});
  const first = Array.from({ length: draw.readers }, (_, i) => ({ number: i + 1, ...stratumOf(i + 1) }));
  // the first replacement takes the place of reader 1, the second that of the first replacement
  const replaced = Array.from({ length: draw.replaced }, (_, i) => ({
    number: draw.readers + i + 1,
    replaces: i === 0 ? 1 : draw.readers + i,
    ...stratumOf(1),
  }));
  return [...first, ...replaced];
}

function casesOf(draw: Draw, strata: readonly string[]): ScheduledCase[] {
  const padded = strata.length < 2 ? [...strata, ...strata] : strata;
  const study = padded.map((stratum, i): ScheduledCase => ({ number: i + 1, stratum }));
  const extra = (purpose: 'training' | 'qualification', count: number, from: number): ScheduledCase[] =>
    Array.from({ length: count }, (_, i) => ({ number: from + i, stratum: 'stratum 0', purpose }));
  return [...study, ...extra('training', draw.training, 1001), ...extra('qualification', draw.qualification, 2001)];
}
