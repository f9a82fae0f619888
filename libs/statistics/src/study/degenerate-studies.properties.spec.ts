// Any study that a protocol allows, however poor: the analysis neither throws nor lets anything through that is no number.
import type { Finding, ReadRow } from '@lectern/contracts';
import fc from 'fast-check';
import { faults } from '../data/testing.js';
import { analyzeStudy, type AnalysedStudy } from './analyze-study.js';
import { planned, samplePlan } from './sample-study.js';
import type { AnalysisPlan, StudyReads } from './study-data.js';

const plan: AnalysisPlan = {
  ...samplePlan(
    planned('auc', 'likelihood', { role: 'primary', hypothesis: 'superiority', scale: { min: 0, max: 100 } }),
    planned('sensitivity', 'present', { role: 'primary', hypothesis: 'non-inferiority', margin: 0.1 }),
    planned('specificity', 'present', { hypothesis: 'equivalence', margin: 0.1 }),
    planned('partial-auc', 'likelihood', { range: { axis: 'true-positive-rate', from: 0.5, to: 1 } }),
    planned('sensitivity-at-specificity', 'likelihood', { at: 0.9 }),
    planned('specificity-at-sensitivity', 'likelihood', { at: 0.9 }),
    planned('ppv', 'present'),
    planned('npv', 'present', { prevalence: 0.2 }),
    planned('agreement', 'present'),
    planned('weighted-afroc-area', 'findings'),
    planned('lroc-area', 'findings'),
    planned('false-marks-per-case', 'findings'),
    planned('time', null, { hypothesis: 'non-inferiority', margin: 1.2 }),
    planned('confidence', 'confidence'),
  ),
  conditions: ['unaided', 'aided', 'third'],
  multiplicity: 'hochberg',
  estimand: { set: 'all-assigned', rules: { missing: 'wrong', excused: 'leave-out-case', 'technical-failure': 'against-claim' } }, // prettier-ignore
  acceptance: { kind: 'radius', millimetres: 5, from: 'centre' },
};

interface Answered {
  readonly present?: 'present' | 'absent';
  readonly likelihood?: number;
  readonly confidence?: number;
  readonly findings?: Finding[];
}

const mark = (at: number) => ({ id: 'm', tool: 'point' as const, orientation: 'axial' as const, seriesInstanceUid: '1.2', sopInstanceUid: '1.3', points: [[at, 0, 0] as [number, number, number]], atMillis: 0 }); // prettier-ignore
const finding = fc.record({ at: fc.constantFrom(0, 100), rating: fc.constantFrom(10, 50, 90) }).map(({ at, rating }): Finding => ({ id: `${at}-${rating}`, rating, marks: [mark(at)] })); // prettier-ignore
const answers: fc.Arbitrary<Answered> = fc.record(
  {
    present: fc.constantFrom('present' as const, 'absent' as const),
    likelihood: fc.constantFrom(0, 50, 100),
    confidence: fc.constantFrom(1, 2, 5),
    findings: fc.uniqueArray(finding, { maxLength: 3, selector: ({ id }) => id }),
  },
  { requiredKeys: [] },
);
const seconds = fc.constantFrom(null, 0, 0.5, 30, 31, 1e9);
const read = fc.record({ answers, active: seconds, elapsed: seconds, session: fc.constantFrom(1, 2), fate: fc.constantFrom('read', 'read', 'read', 'missing', 'excused', 'technical-failure', 'absent', 'twice') }); // prettier-ignore

const study = fc
  .record({
    readers: fc.integer({ min: 1, max: 3 }),
    cases: fc.integer({ min: 1, max: 6 }),
    conditions: fc.subarray(['unaided', 'aided', 'third'], { minLength: 1 }),
    truths: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    called: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    patients: fc.boolean(),
    reads: fc.array(read, { minLength: 54, maxLength: 54 }),
  })
  .map(({ readers, cases, conditions, truths, called, patients, reads }): StudyReads => {
    const places = Array.from({ length: readers * cases * conditions.length }, (_, i) => ({
      reader: 1 + (i % readers),
      case: 1 + (Math.floor(i / readers) % cases),
      condition: conditions[Math.floor(i / readers / cases)] as string,
      drawn: reads[i] as (typeof reads)[number],
    }));
    const rows = places.flatMap(({ drawn, ...place }): ReadRow[] => {
      const repetitions = drawn.fate === 'twice' ? [1, 2] : drawn.fate === 'read' ? [1] : [];
      return repetitions.map((repetition) => ({
        ...place,
        ...{ read: `${place.reader} ${place.case} ${place.condition} ${repetition}`, readerKind: 'person', site: null },
        ...{ session: drawn.session, position: 1, repetition, truth: truths[place.case - 1] as boolean, grade: null },
        answers: { ...drawn.answers },
        ...{ openedAt: '2026-01-01T00:00:00.000Z', submittedAt: '2026-01-01T00:01:00.000Z', timeFlags: [] },
        ...{ elapsedSeconds: drawn.elapsed, activeSeconds: drawn.active, overlaySeconds: 0, aiScore: null },
      }));
    });
    return {
      rows,
      incomplete: places.flatMap(({ drawn: { fate }, ...place }) =>
        fate === 'missing' || fate === 'excused' || fate === 'technical-failure'
          ? [{ ...place, truth: truths[place.case - 1] as boolean, kind: fate }]
          : [],
      ),
      majorDeviations: rows.slice(0, 1).map((row) => row.read),
      ...(patients && { patients: truths.map((_, c) => ({ case: c + 1, patient: `${c % 2}` })) }),
      ai: called.map((one, c) => ({ condition: 'aided', case: c + 1, score: one ? 0.8 : 0.2, called: one })),
      lesions: truths.flatMap((truth, c) => (truth ? [{ case: c + 1, lesions: [{ id: 'l', regions: [{ region: { kind: 'sphere' as const, centre: [0, 0, 0] as const, radius: 1 } }] }] }] : [])), // prettier-ignore
    };
  });

/** A standard error that is known is positive, a p a probability, an interval in order and around its estimate. */
function nonsense(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  const [estimate, se, p, ci] = [own['estimate'], own['se'], own['p'], own['ci']];
  const complaints = [
    ...(typeof se === 'number' && se < 0 ? [`${path}: se ${se}`] : []),
    ...(typeof p === 'number' && !(p >= 0 && p <= 1) ? [`${path}: p ${p}`] : []),
    ...(Array.isArray(ci) && ci[0] > ci[1] ? [`${path}: ci ${ci}`] : []),
    ...(Array.isArray(ci) && typeof estimate === 'number' && (estimate < ci[0] - 1e-9 || estimate > ci[1] + 1e-9)
      ? [`${path}: ${estimate} outside ${ci}`]
      : []),
  ];
  return [...complaints, ...Object.entries(own).flatMap(([key, inner]) => nonsense(inner, `${path}/${key}`))];
}

function expectSound(result: AnalysedStudy): void {
  expect(faults(result)).toEqual([]);
  expect(nonsense(result)).toEqual([]);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
}

test('any study is analysed to the end, in numbers that JSON holds or reasons in words', () => {
  fc.assert(
    fc.property(study, (reads) => expectSound(analyzeStudy(reads, plan))),
    { numRuns: 12 },
  );
});

test('no read at all', () => expectSound(analyzeStudy({ rows: [] }, plan)));
