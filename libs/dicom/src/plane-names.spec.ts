import { caseChecksOf } from '@lectern/contracts';
import { namedStacks } from './case-check.js';
import { checkCase } from './case-check.js';
import type { Orientation, Vector } from './geometry.js';
import { describedPlane } from './plane-names.js';
import { orientations, testImages } from './testing/test-series.js';

const rule = caseChecksOf({}).planes;
const [axial, coronal, sagittal] = [orientations.axial, orientations.coronal, orientations.sagittal];

/** A fetus that lies turned in its mother: by degrees about her long axis, then about her left-right axis. */
function turned({ row, column }: Orientation, about: number, tilt: number): Orientation {
  const turn = ([x, y, z]: Vector): Vector => {
    const [c, s, u, v] = [Math.cos, Math.sin].flatMap((f) => [about, tilt].map((a) => f((a * Math.PI) / 180))) as [
      number, number, number, number,
    ]; // prettier-ignore
    const [x1, y1] = [c * x - u * y, u * x + c * y];
    return [x1, s * y1 - v * z, v * y1 + s * z];
  };
  return { row: turn(row), column: turn(column) };
}

function stacksOf(all: readonly (readonly [Orientation, string])[]) {
  return all.flatMap(([orientation, seriesDescription], index) =>
    testImages({ seed: index + 1, orientation, identity: { seriesDescription } }),
  );
}

test.each([
  ['T2 HASTE AX', 'axial'],
  ['t2_tse_sag_3mm', 'sagittal'],
  ['SSFSE COR FETAL BRAIN', 'coronal'],
  ['T2 轴位 胎儿', 'axial'],
  ['冠状位T2', 'coronal'],
  ['T2 SSFSE', undefined],
  ['AX and SAG', undefined],
  ['Coroner', undefined],
])('%s names %s', (description, plane) => {
  expect(describedPlane(description)).toBe(plane);
});

test('a description that was written for the fetus goes before the axes of its mother', () => {
  const across = stacksOf([
    [sagittal, 'AX'],
    [axial, 'COR'],
    [coronal, 'SAG'],
  ]);
  expect(namedStacks(across, rule).map(({ plane, planeFrom }) => [plane, planeFrom])).toEqual([
    ['axial', 'description'],
    ['coronal', 'description'],
    ['sagittal', 'description'],
  ]);
  expect(namedStacks(across, { ...rule, namedBy: 'axes' }).map(({ plane }) => plane)).toEqual([
    'sagittal',
    'axial',
    'coronal',
  ]);
});

test.each([0, 20, 40, 50, 70])(
  'three stacks of a fetus turned by %s degrees have three names and no problem',
  (angle) => {
    for (const tilt of [0, 30, 45]) {
      const images = stacksOf([axial, coronal, sagittal].map((plane) => [turned(plane, angle, tilt), 'T2 SSFSE']));
      const planes = ['axial', 'coronal', 'sagittal'] as const;
      const { stacks, problems } = checkCase(images, { planes });
      expect(stacks.map(({ plane }) => plane).sort()).toEqual([...planes]);
      expect(problems).toEqual([]);
    }
  },
);

test('stacks in one direction are found however the fetus lies and whatever they are called', () => {
  const planes = ['axial', 'coronal', 'sagittal'] as const;
  const bent = (name: string, about: number) => [turned(axial, about, 40), name] as const;
  const named = checkCase(stacksOf([bent('AX', 30), bent('COR', 45), [turned(sagittal, 30, 40), 'SAG']]), { planes });
  expect(named.problems.map(({ code }) => code)).toEqual(['parallel-stacks']);
  const unnamed = checkCase(stacksOf([bent('T2', 30), bent('T2', 32), [turned(sagittal, 30, 40), 'T2']]), { planes });
  expect(unnamed.problems.map(({ code }) => code)).toContain('repeated-plane');
});
