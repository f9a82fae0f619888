import type { ReadRow } from '@lectern/contracts';
import { seededRandom } from '../simulation/index.js';
import type { AnalysisPlan, PlannedEndpoint, StudyReads } from './study-data.js';

export interface SampleSize {
  readonly readers?: number;
  readonly cases?: number;
  readonly conditions?: readonly string[];
  readonly seed?: number;
}

/** For tests: every second case positive; reads in the last condition are quicker and right more often; the AI is right on most. */
export function sampleReads({
  readers = 4,
  cases = 20,
  conditions = ['unaided', 'aided'],
  seed = 7,
}: SampleSize = {}): StudyReads {
  const random = seededRandom(seed);
  const numbers = Array.from({ length: cases }, (_, i) => i + 1);
  const last = conditions.at(-1);
  const rows = Array.from({ length: readers }, (_, r) => r + 1).flatMap((reader) =>
    numbers.flatMap((number) =>
      conditions.map((condition): ReadRow => {
        const truth = number % 2 === 0;
        const right = random.uniform() < (condition === last ? 0.9 : 0.75);
        const present = right === truth;
        return {
          ...{ read: `${reader}-${number}-${condition}`, reader, readerKind: 'person', case: number, site: null },
          ...{ session: 1, position: number, condition, repetition: 1, truth, grade: null },
          answers: {
            present: present ? 'present' : 'absent',
            likelihood: Math.round((present ? 60 : 10) + 30 * random.uniform()),
            confidence: 1 + Math.floor(5 * random.uniform()),
          },
          ...{ openedAt: '2026-01-01T00:00:00.000Z', submittedAt: '2026-01-01T00:01:00.000Z', elapsedSeconds: 60 },
          activeSeconds: (condition === last ? 20 : 30) * (0.5 + random.uniform()),
          ...{ overlaySeconds: 0, timeFlags: [], aiScore: null },
        };
      }),
    ),
  );
  const ai = numbers.map((number) => {
    const score = (number % 2 === 0 ? 0.6 : 0.3) + 0.3 * random.uniform();
    return { condition: last ?? '', case: number, score, called: score >= 0.55 };
  });
  return { rows, ai };
}

export function planned(
  figure: PlannedEndpoint['figure'],
  question: string | null,
  more: Partial<PlannedEndpoint> = {},
): PlannedEndpoint {
  return { id: figure, figure, role: 'secondary', question, ...more };
}

export function samplePlan(...endpoints: readonly PlannedEndpoint[]): AnalysisPlan {
  return {
    ...{ conditions: ['unaided', 'aided'], comparison: { from: 'unaided', to: 'aided' } },
    ...{ alpha: 0.05, primaryTime: 'active', endpoints },
  };
}
