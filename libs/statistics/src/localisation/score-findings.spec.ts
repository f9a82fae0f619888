import fc from 'fast-check';
import { scoreFindings, type AcceptanceRule, type MarkedFinding, type Point3, type ReferenceLesion } from './index.js';

const within5: AcceptanceRule = { kind: 'radius', millimetres: 5, from: 'centre' };
const sphere = (centre: Point3, radius = 4) => ({ kind: 'sphere', centre, radius }) as const;
const lesion = (id: string, centre: Point3, stack?: string): ReferenceLesion => ({
  id,
  regions: [{ ...(stack && { stack }), region: sphere(centre) }],
});
const finding = (id: string, rating: number, ...at: readonly (readonly [string, Point3])[]): MarkedFinding => ({
  id,
  rating,
  marks: at.map(([stack, point]) => ({ tool: 'point', stack, points: [point] })),
});

describe('scoreFindings', () => {
  const left = lesion('left', [0, 0, 0]);
  const right = lesion('right', [20, 0, 0]);

  test('marks of one finding in three stacks count once', () => {
    const found = finding('f', 80, ['axial', [1, 0, 0]], ['coronal', [0, 2, 0]], ['sagittal', [0, 0, 1]]);
    expect(scoreFindings([found], [left, right], within5)).toEqual({
      lesions: [{ id: 'left', rating: 80, finding: 'f' }],
      nonLesions: [],
      outcomes: [{ finding: 'f', outcome: 'lesion', lesion: 'left' }],
    });
  });

  test('the highest rating counts for a lesion, repeats are neither', () => {
    const findings = [
      finding('low', 20, ['axial', [0, 0, 0]]),
      finding('high', 90, ['coronal', [3, 0, 0]]),
      finding('elsewhere', 50, ['axial', [0, 40, 0]]),
    ];
    const scored = scoreFindings(findings, [left, right], within5);
    expect(scored.lesions).toEqual([{ id: 'left', rating: 90, finding: 'high' }]);
    expect(scored.nonLesions).toEqual([50]);
    expect(scored.outcomes.map(({ outcome }) => outcome)).toEqual(['repeat', 'lesion', 'non-lesion']);
  });

  test('a lesion is where the stack says that it is', () => {
    const moved: ReferenceLesion = {
      id: 'moved',
      regions: [
        { stack: 'axial', region: sphere([0, 0, 0]) },
        { stack: 'coronal', region: sphere([30, 0, 0]) },
      ],
    };
    expect(scoreFindings([finding('f', 1, ['axial', [30, 0, 0]])], [moved], within5).nonLesions).toEqual([1]);
    expect(scoreFindings([finding('f', 1, ['coronal', [30, 0, 0]])], [moved], within5).lesions).toHaveLength(1);
    expect(scoreFindings([finding('f', 1, ['sagittal', [30, 0, 0]])], [moved], within5).lesions).toHaveLength(0);
  });

  test('between two lesions most marks decide, then closeness', () => {
    const near = lesion('near', [6, 0, 0]);
    const [byCloseness] = scoreFindings([finding('f', 1, ['axial', [4, 0, 0]])], [left, near], within5).lesions;
    expect(byCloseness?.id).toBe('near');
    const marks = [
      ['axial', [4, 0, 0]],
      ['coronal', [-1, 0, 0]],
    ] as const;
    const [byMarks] = scoreFindings([finding('f', 1, ...marks)], [left, near], within5).lesions;
    expect(byMarks?.id).toBe('left');
  });

  test('every finding has one outcome, and a lesion at most one finding', () => {
    const coordinate = fc.integer({ min: -30, max: 30 });
    const point = fc.tuple(coordinate, coordinate, coordinate);
    const drawnFindings = fc.array(
      fc.record({
        rating: fc.integer(),
        marks: fc.array(fc.tuple(fc.constantFrom('a', 'c'), point), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(drawnFindings, fc.array(point, { maxLength: 4 }), (drawn, centres) => {
        const findings = drawn.map(({ rating, marks }, i) => finding(`${i}`, rating, ...marks));
        const lesions = centres.map((centre, i) => lesion(`${i}`, centre));
        const { outcomes, lesions: found, nonLesions } = scoreFindings(findings, lesions, within5);
        const repeats = outcomes.filter(({ outcome }) => outcome === 'repeat').length;
        expect(outcomes).toHaveLength(findings.length);
        expect(found.length + nonLesions.length + repeats).toBe(findings.length);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      }),
    );
  });
});

describe('acceptance rules', () => {
  const accepts = (
    mark: MarkedFinding['marks'][number],
    region: ReferenceLesion['regions'][number]['region'],
    rule: AcceptanceRule,
  ) =>
    scoreFindings([{ id: 'f', rating: 1, marks: [mark] }], [{ id: 'l', regions: [{ region }] }], rule).lesions
      .length === 1;
  const point = (at: Point3) => ({ tool: 'point', stack: 'axial', points: [at] }) as const;
  const cube = {
    kind: 'boxes',
    boxes: [
      {
        corner: [0, 0, 0],
        edges: [
          [10, 0, 0],
          [0, 10, 0],
          [0, 0, 10],
        ],
      },
    ],
  } as const;

  test('radius, from the centre or from the edge', () => {
    const rule = (millimetres: number, from: 'centre' | 'edge') => ({ kind: 'radius', millimetres, from }) as const;
    expect(accepts(point([9, 0, 0]), sphere([0, 0, 0], 6), rule(5, 'edge'))).toBe(true);
    expect(accepts(point([9, 0, 0]), sphere([0, 0, 0], 6), rule(5, 'centre'))).toBe(false);
    expect(accepts(point([13, 14, 5]), cube, rule(5, 'edge'))).toBe(true); // 3-4-5
    expect(accepts(point([13, 14, 5]), cube, rule(4.99, 'edge'))).toBe(false);
    expect(accepts(point([5, 5, 8]), cube, rule(3, 'centre'))).toBe(true);
  });

  test('overlap of a box mark with a cube: the shares that geometry gives', () => {
    // Covers 5 x 10 of the section's 10 x 10, and reaches 5 x 10 beyond it.
    const mark = {
      tool: 'box',
      stack: 'axial',
      points: [
        [5, 0, 5],
        [15, 10, 5],
      ],
      row: [1, 0, 0],
    } as const;
    for (const [of, share] of [
      ['union', 1 / 3],
      ['lesion', 1 / 2],
      ['mark', 1 / 2],
    ] as const) {
      expect(accepts(mark, cube, { kind: 'overlap', atLeast: share - 0.01, of })).toBe(true);
      expect(accepts(mark, cube, { kind: 'overlap', atLeast: share + 0.01, of })).toBe(false);
    }
  });

  test('overlap of an oblique ellipse with a sphere: the section is a circle', () => {
    // A plane at 45 degrees, 3 mm from the centre of a 5 mm sphere: the section's radius is 4; the ellipse is 8 x 4.
    const d = Math.SQRT1_2;
    const along = (x: number, y: number): Point3 => [3 * d + x * d, -3 * d + x * d, y];
    const mark = {
      tool: 'ellipse',
      stack: 'axial',
      points: [along(-8, 0), along(8, 0), along(0, -4), along(0, 4)],
    } as const;
    for (const [of, share] of [
      ['lesion', 1],
      ['mark', 1 / 2],
      ['union', 1 / 2],
    ] as const) {
      expect(accepts(mark, sphere([0, 0, 0], 5), { kind: 'overlap', atLeast: share - 0.01, of })).toBe(true);
      if (share < 1)
        expect(accepts(mark, sphere([0, 0, 0], 5), { kind: 'overlap', atLeast: share + 0.01, of })).toBe(false);
    }
  });

  test('a point, or a figure without area, overlaps if it is inside', () => {
    const rule = { kind: 'overlap', atLeast: 0.5, of: 'union' } as const;
    expect(accepts(point([1, 1, 1]), cube, rule)).toBe(true);
    expect(accepts(point([-1, 1, 1]), cube, rule)).toBe(false);
    const line = {
      tool: 'box',
      stack: 'axial',
      points: [
        [1, 1, 1],
        [3, 1, 1],
      ],
      row: [1, 0, 0],
    } as const;
    expect(accepts(line, cube, rule)).toBe(true);
  });

  test('a mark off the lesion is not accepted, even if nothing is asked of the overlap', () => {
    const mark = {
      tool: 'box',
      stack: 'axial',
      points: [
        [50, 50, 5],
        [55, 55, 5],
      ],
      row: [1, 0, 0],
    } as const;
    expect(accepts(mark, cube, { kind: 'overlap', atLeast: 0, of: 'mark' })).toBe(false);
  });
});
