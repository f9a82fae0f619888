import type { Dataset } from './dicom-json.js';
import { drawnAgain, hasExtent, liesOn, recordedPoints } from './mark-shape.js';
import { alongNormal, toSlice } from './slice.js';

/** An oblique slice: rows run to the patient's left and back, spacings differ. */
const dataset = (position: readonly number[], sop = '1.2.3'): Dataset => ({
  '00080018': { Value: [sop] },
  '0020000D': { Value: ['1'] },
  '0020000E': { Value: ['1.2'] },
  '00200032': { Value: position },
  '00200037': { Value: ['0.8', '0.6', '0', '0', '0', '-1'] },
  '00200052': { Value: ['1.9'] },
  '00280010': { Value: [10] },
  '00280011': { Value: [20] },
  '00280030': { Value: ['2', '0.5'] },
  '00280100': { Value: [16] },
  '00280101': { Value: [12] },
});

const slice = toSlice(dataset([10, 20, 30]), 'wadors:x');

test('decimal strings are read as numbers, and spacing is between rows first', () => {
  expect(slice).toMatchObject({ rowSpacing: 2, columnSpacing: 0.5, rowCosines: [0.8, 0.6, 0], window: undefined });
});

test('what cannot be placed is refused by name', () => {
  const { '00200032': _, ...unplaced } = dataset([0, 0, 0]);
  expect(() => toSlice(unplaced, 'x')).toThrow('ImagePositionPatient');
});

test('slices stand in the order of their positions along the normal, whatever their order of arrival', () => {
  // normal = row x column = (-0.6, 0.8, 0)
  const slices = [
    [0, 5, 0],
    [0, -5, 0],
    [-10, 0, 0],
  ].map((at, index) => toSlice(dataset(at, `1.${index}`), `${index}`));
  expect(alongNormal(slices).map(({ imageId }) => imageId)).toEqual(['1', '0', '2']);
});

test('a box is recorded by two opposite corners, and drawn again with all four', () => {
  const corners = [
    [10, 20, 30],
    [14, 23, 30],
    [10, 20, 26],
    [14, 23, 26],
  ] as const;
  const points = recordedPoints('box', { handles: { points: [...corners], activeHandleIndex: null } }, slice);
  expect(points).toEqual([
    [10, 20, 30],
    [14, 23, 26],
  ]);
  const mark = {
    id: 'm',
    tool: 'box',
    orientation: 'axial',
    seriesInstanceUid: '1.2',
    sopInstanceUid: '1.2.3',
    atMillis: 0,
    points,
  } as const;
  drawnAgain({ ...mark, points }, slice).handles.points.forEach((corner, index) => {
    corner.forEach((value, axis) => expect(value).toBeCloseTo(corners[index]?.[axis] ?? NaN, 12));
  });
});

test('a box narrower than a pixel is no mark, and a point beside the image neither', () => {
  expect(
    hasExtent(
      'box',
      [
        [10, 20, 30],
        [14, 23, 26],
      ],
      slice,
    ),
  ).toBe(true);
  expect(
    hasExtent(
      'box',
      [
        [10, 20, 30],
        [14, 23, 29],
      ],
      slice,
    ),
  ).toBe(false);
  expect(liesOn(slice, [10, 20, 30])).toBe(true);
  expect(liesOn(slice, [9, 19.25, 30])).toBe(false);
  expect(liesOn(slice, [10, 20, 10])).toBe(false);
});
