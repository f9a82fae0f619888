import { truthingSchema, type Answers, type PatientPoint } from '@lectern/contracts';
import { panelVerdict, truthOf } from './panel-verdict.js';

const plan = (agreement: object = { lesions: { kind: 'radius', millimetres: 5 } }) =>
  truthingSchema.parse({
    members: 2,
    questions: [
      { id: 'there', kind: 'decision', text: 'Is it there?' },
      { id: 'grade', kind: 'ordinal', text: 'Grade', levels: ['I', 'II', 'III', 'IV'], when: { question: 'there', is: 'present' } },
      { id: 'where', kind: 'findings', text: 'Where?', when: { question: 'there', is: 'present' }, tools: ['point', 'ellipse'] },
    ],
    truth: { decision: 'there', grade: 'grade', lesions: 'where' },
    agreement,
  }); // prettier-ignore

const point = (...points: PatientPoint[]): Answers[string] =>
  points.map((place, n) => ({
    id: `f${n + 1}`,
    rating: 100,
    marks: [{ id: `m${n}`, tool: 'point' as const, orientation: 'axial' as const, seriesInstanceUid: '2.25.1', sopInstanceUid: '2.25.2', points: [place], atMillis: 0 }],
  })); // prettier-ignore
const present = (grade: number, ...points: PatientPoint[]): Answers => ({ there: 'present', grade, where: point(...points) }); // prettier-ignore
const absent: Answers = { there: 'absent' };

test('who all see nothing agree, and the grade is 0', () => {
  expect(panelVerdict(plan(), [absent, absent])).toEqual({
    agreed: true,
    truth: { positive: false, grade: 0, lesions: [] },
  });
});

test('a lesion that all see lies in the middle of where they saw it, whatever order they named lesions in', () => {
  const verdict = panelVerdict(plan(), [present(2, [0, 0, 0], [50, 0, 0]), present(2, [52, 0, 0], [0, 4, 0])]);
  expect(verdict).toEqual({
    agreed: true,
    truth: {
      positive: true,
      grade: 2,
      lesions: [
        { id: 'lesion 1', regions: [{ kind: 'sphere', seriesInstanceUid: '2.25.1', centre: [0, 2, 0], radius: 0 }] },
        { id: 'lesion 2', regions: [{ kind: 'sphere', seriesInstanceUid: '2.25.1', centre: [51, 0, 0], radius: 0 }] },
      ],
    },
  });
});

test.each<[string, Answers, Answers, string[]]>([
  ['a decision', absent, present(1, [0, 0, 0]), ['decision']],
  ['a grade', present(1, [0, 0, 0]), present(2, [0, 0, 0]), ['grade']],
  ['a place', present(1, [0, 0, 0]), present(1, [0, 6, 0]), ['lesions']],
  ['a lesion more', present(1, [0, 0, 0]), present(1, [0, 0, 0], [30, 0, 0]), ['lesions']],
  ['two for one', present(1, [0, 0, 0], [30, 0, 0]), present(1, [0, 1, 0], [0, 2, 0]), ['lesions']],
  ['grade and place', present(1, [0, 0, 0]), present(4, [9, 9, 9]), ['grade', 'lesions']],
])('who differ in %s need an adjudicator', (_, a, b, reasons) => {
  expect(panelVerdict(plan(), [a, b])).toEqual({ agreed: false, reasons });
  expect(panelVerdict(plan(), [b, a])).toEqual({ agreed: false, reasons });
});

test('grades as far apart as the protocol allows agree, on the median, the lower of two', () => {
  const near = plan({ grade: 1, lesions: { kind: 'radius', millimetres: 5 } });
  const of = (...grades: number[]) => panelVerdict(near, grades.map((grade) => present(grade, [0, 0, 0]))); // prettier-ignore
  expect(of(2, 3)).toMatchObject({ agreed: true, truth: { grade: 2 } });
  expect(of(3, 2, 3)).toMatchObject({ agreed: true, truth: { grade: 3 } });
  expect(of(1, 2, 3)).toEqual({ agreed: false, reasons: ['grade'] });
});

test('outlines agree by their overlap', () => {
  const ellipse = (x: number, r: number): Answers => {
    const [finding] = point([0, 0, 0]) as [{ id: string; rating: number; marks: [object] }];
    const points = [[x - r, 0, 0], [x + r, 0, 0], [x, -r, 0], [x, r, 0]]; // prettier-ignore
    return { there: 'present', grade: 1, where: [{ ...finding, marks: [{ ...finding.marks[0], tool: 'ellipse', points }] }] } as unknown as Answers; // prettier-ignore
  };
  const half = plan({ lesions: { kind: 'overlap', atLeast: 0.5 } });
  expect(panelVerdict(half, [ellipse(0, 10), ellipse(4, 10)])).toMatchObject({ agreed: true, truth: { lesions: [{ regions: [{ centre: [2, 0, 0], radius: 10 }] }] } }); // prettier-ignore
  expect(panelVerdict(half, [ellipse(0, 10), ellipse(9, 10)])).toEqual({ agreed: false, reasons: ['lesions'] });
});

test('masks agree by their overlap, all outlines together, and become a ball of the area of the largest', () => {
  const mask = (x: number): Answers => {
    const square = (half: number, z: number) => [[x - half, -half, z], [x + half, -half, z], [x + half, half, z], [x - half, half, z]]; // prettier-ignore
    const [finding] = point([0, 0, 0]) as unknown as [{ marks: [object] }];
    const marks = [3, 5, 3].map((half, n) => ({ ...finding.marks[0], id: `m${n}`, tool: 'mask', sopInstanceUid: `2.25.${n}`, points: square(half, n * 3) })); // prettier-ignore
    return { there: 'present', grade: 1, where: [{ ...finding, marks }] } as unknown as Answers;
  };
  const half = plan({ lesions: { kind: 'overlap', atLeast: 0.5 } });
  const lesions = [{ regions: [{ kind: 'sphere', centre: [1, 0, 3], radius: expect.closeTo(10 / Math.sqrt(Math.PI), 9) as number }] }]; // prettier-ignore
  expect(panelVerdict(half, [mask(0), mask(2)])).toMatchObject({ agreed: true, truth: { lesions } });
  expect(panelVerdict(half, [mask(0), mask(7)])).toEqual({ agreed: false, reasons: ['lesions'] });
});

test("an adjudicator's answer is the truth as it stands", () => {
  expect(truthOf(plan(), present(3, [1, 2, 3]))).toEqual({
    positive: true,
    grade: 3,
    lesions: [{ id: 'lesion 1', regions: [{ kind: 'sphere', seriesInstanceUid: '2.25.1', centre: [1, 2, 3], radius: 0 }] }], // prettier-ignore
  });
});
