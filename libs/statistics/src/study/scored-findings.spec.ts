// Findings to endpoint by figures worked out by hand: which findings the rule takes as lesions, and the areas that follow.
import type { EndpointResult, Finding, Mark, ReadRow, SupportingAnalysis } from '@lectern/contracts';
import type { Point3, ReferenceLesion } from '../localisation/index.js';
import { analyzeStudy } from './analyze-study.js';
import { planned, samplePlan } from './sample-study.js';
import type { AnalysisPlan, StudyReads } from './study-data.js';

const AXIAL = '1.2.1';
const CORONAL = '1.2.2';
const OTHER = '1.2.3';

function mark(seriesInstanceUid: string, tool: Mark['tool'], ...points: Point3[]): Mark {
  return { id: 'm', tool, orientation: 'axial', seriesInstanceUid, sopInstanceUid: '1.3', points: points.map(([x, y, z]) => [x, y, z]), atMillis: 0 }; // prettier-ignore
}
const point = (stack: string, at: Point3): Mark => mark(stack, 'point', at);
const box = (stack: string, a: Point3, b: Point3): Mark => mark(stack, 'box', a, b);
const finding = (id: string, rating: number, ...marks: Mark[]): Finding => ({ id, rating, marks });

type Findings = Readonly<Record<number, readonly Finding[]>>;

/** Two readers, every case in both conditions; a case without findings has no answer. */
function rowsOf(truths: readonly boolean[], found: Readonly<Record<string, readonly [Findings, Findings]>>): ReadRow[] {
  return Object.entries(found).flatMap(([condition, readers]) =>
    readers.flatMap((findings, r) =>
      truths.map((truth, c): ReadRow => ({
        ...{ read: `${r} ${c} ${condition}`, reader: r + 1, readerKind: 'person', case: c + 1, site: null },
        ...{ session: 1, position: c + 1, condition, repetition: 1, truth, grade: null },
        answers: findings[c + 1] ? { findings: [...findings[c + 1]!] } : {},
        ...{ openedAt: '2026-01-01T00:00:00.000Z', submittedAt: '2026-01-01T00:01:00.000Z', elapsedSeconds: 60 },
        ...{ activeSeconds: 60, overlaySeconds: 0, timeFlags: [], aiScore: null },
      })),
    ),
  );
}

const endpoints = ['afroc-area', 'weighted-afroc-area', 'lesion-sensitivity', 'false-marks-per-case'] as const;
const planWith = (acceptance: AnalysisPlan['acceptance']): AnalysisPlan => ({
  ...samplePlan(...endpoints.map((figure) => planned(figure, 'findings'))),
  acceptance,
});

function analysed(reads: StudyReads, acceptance: AnalysisPlan['acceptance']): EndpointResult[] {
  return analyzeStudy(reads, planWith(acceptance)).endpoints;
}

type Value = { readonly value: { readonly status: string; readonly estimate?: number | null } };
const estimates = (values: readonly Value[]): (number | null | undefined)[] =>
  values.map(({ value }) => value.estimate);

/** Each reader aided, then unaided; then the means of the conditions in the order of the plan. */
function expectFigure(endpoint: EndpointResult, aided: number[], unaided: number[]): void {
  const mean = ([a, b]: number[]): number => (a! + b!) / 2;
  const closeTo = (values: number[]): unknown[] => values.map((value) => expect.closeTo(value, 12) as unknown);
  expect(estimates(endpoint.readers)).toEqual(closeTo([...aided, ...unaided]));
  expect(estimates(endpoint.conditions)).toEqual(closeTo([mean(unaided), mean(aided)]));
}

/** Lesion and non-lesion localisations and repeats, unaided and aided. */
function countsOf({ beside }: EndpointResult): (number | null | undefined)[] {
  const { statistics } = beside.find(({ id }: SupportingAnalysis) => id === 'findings')!;
  return estimates(statistics as readonly Value[]);
}

describe('no further than 5 mm from the centre', () => {
  const sphere = (centre: Point3) => ({ kind: 'sphere', centre, radius: 4 }) as const;
  // Lesion c lies 30 mm away in the coronal stack.
  const c: ReferenceLesion = {
    id: 'c',
    regions: [
      { stack: AXIAL, region: sphere([0, 0, 0]) },
      { stack: CORONAL, region: sphere([30, 0, 0]) },
    ],
  };
  const lesions = [
    {
      case: 1,
      lesions: [
        { id: 'a', regions: [{ region: sphere([0, 0, 0]) }] },
        { id: 'b', regions: [{ region: sphere([20, 0, 0]) }] },
      ],
    },
    { case: 2, lesions: [c] },
  ];
  const elsewhere: Point3 = [0, 60, 0];
  const aided1: Findings = {
    1: [
      finding('a, once, though in two stacks', 80, point(AXIAL, [3, 4, 0]), point(CORONAL, [0, 0, 1])),
      finding('repeat of a', 60, point(AXIAL, [1, 0, 0])),
      finding('b', 30, point(AXIAL, [20, 0, 5])),
    ],
    2: [
      finding('5.1 mm from c', 40, point(AXIAL, [0, 5.1, 0])),
      finding('repeat of c: lower', 50, point(AXIAL, [0, 0, 0])),
      finding('c, where the coronal stack has it', 70, point(AXIAL, [30, 0, 0]), point(CORONAL, [30, 0, 0])),
    ],
    3: [finding('false', 50, point(AXIAL, elsewhere)), finding('false', 20, point(AXIAL, elsewhere))],
  };
  const aided2: Findings = {
    1: [finding('a', 50, point(AXIAL, [0, 0, 0]))],
    3: [finding('false, ties with a', 50, point(AXIAL, elsewhere))],
    4: [finding('false, once', 10, point(AXIAL, elsewhere), point(CORONAL, elsewhere))],
  };
  const unaided2: Findings = {
    1: [finding('a', 96, point(AXIAL, [0, 0, 0]))],
    3: [finding('false', 95, point(AXIAL, elsewhere))],
  };
  const rows = rowsOf([true, true, false, false], { aided: [aided1, aided2], unaided: [{}, unaided2] });
  const [afroc, wafroc, sensitivity, falseMarks] = analysed(
    { rows, lesions },
    { kind: 'radius', millimetres: 5, from: 'centre' },
  ) as [EndpointResult, EndpointResult, EndpointResult, EndpointResult];

  test('a finding counts once, repeats are neither', () => {
    expect(countsOf(afroc)).toEqual([1, 1, 0, 4, 5, 2]);
    expectFigure(sensitivity, [3 / 3, 1 / 3], [0, 1 / 3]);
    expectFigure(falseMarks, [3 / 4, 2 / 4], [0, 1 / 4]);
  });

  // Lesions a, b, c against the highest false ratings of cases 3 and 4 (none: below all, and a tie of two nones is 1/2).
  test('AFROC: lesions alike', () => {
    // 80, 30, 70 against 50, none: 2 + 1 + 2 of 6. 50, none, none against 50, 10: 1.5 of 6.
    // None against none: 1/2. 96, none, none against 95, none: 2 + 1/2 + 1/2 of 6.
    expectFigure(afroc, [5 / 6, 1.5 / 6], [1 / 2, 3 / 6]);
    expect(afroc.comparison.value).toMatchObject({ estimate: expect.closeTo(1 / 24, 12) as number });
  });

  test('wAFROC: cases alike, a and b half a case each', () => {
    // (2 + 1) / 2 + 2 of 4; 1.5 / 2 of 4; 1/2; (2 + 1/2) / 2 + 1/2 of 4.
    expectFigure(wafroc, [3.5 / 4, 0.75 / 4], [1 / 2, 1.75 / 4]);
    expect(wafroc.comparison.value).toMatchObject({ estimate: expect.closeTo(1 / 16, 12) as number });
  });
});

describe('at least 0.4 of the union of mark and lesion', () => {
  const corner: Point3 = [0, 0, 0];
  const edges = [[10, 0, 0], [0, 10, 0], [0, 0, 10]] as const; // prettier-ignore
  const cube: ReferenceLesion = { id: 'cube', regions: [{ region: { kind: 'boxes', boxes: [{ corner, edges }] } }] };
  const half = box(AXIAL, [0, 0, 5], [10, 5, 5]); // 50 of 100
  const third = box(AXIAL, [5, 0, 5], [15, 10, 5]); // 50 of 150
  const elsewhere = point(AXIAL, [60, 0, 0]);
  const aided1: Findings = {
    1: [finding('half', 60, half), finding('inside', 90, point(AXIAL, [1, 1, 1])), finding('third', 95, third)],
    3: [finding('false', 70, elsewhere)],
  };
  const aided2: Findings = { 1: [finding('third', 80, third)], 3: [finding('false', 10, elsewhere)] };
  const unaided1: Findings = { 2: [finding('half', 40, half)], 3: [finding('false', 40, elsewhere)] };
  // Of a series whose rows are not known the centre counts, which is inside.
  const unaided2: Findings = { 2: [finding('centre', 20, box(OTHER, [5, 0, 5], [14, 10, 5]))] };
  const rows = rowsOf([true, true, false, false], { aided: [aided1, aided2], unaided: [unaided1, unaided2] });
  const [afroc, wafroc, , falseMarks] = analysed(
    { rows, lesions: [1, 2].map((number) => ({ case: number, lesions: [cube] })), imageRows: { [AXIAL]: [1, 0, 0] } },
    { kind: 'overlap', atLeast: 0.4, of: 'union' },
  ) as [EndpointResult, EndpointResult, EndpointResult, EndpointResult];

  test('what covers too little is on no lesion', () => {
    expect(countsOf(afroc)).toEqual([2, 1, 0, 1, 4, 1]);
    expectFigure(falseMarks, [2 / 4, 2 / 4], [1 / 4, 0]);
    expect(afroc.warnings.join()).toContain("1 boxes are judged by their centres: the direction of their image's rows");
  });

  test('AFROC and wAFROC, the same with one lesion a case', () => {
    // 90, none against 70, none: 2 + 1/2 of 4. None, none against 10, none: 1/2 + 1/2 of 4.
    // None, 40 against 40, none: 1/2 + 1.5 of 4. None, 20 against none, none: 1 + 2 of 4.
    for (const figure of [afroc, wafroc]) expectFigure(figure, [2.5 / 4, 1 / 4], [2 / 4, 3 / 4]);
  });
});
