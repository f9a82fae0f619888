import { orientations, testImages } from '../testing/test-series.js';
import type { ReportedPlace } from '../report/read-report.js';
import { maskRegion } from './mask-region.js';
import { pixelOf, patientPointOf } from './planar-shape.js';
import { PlaceRefusedError, regionsOfReport } from './report-region.js';

const images = testImages({ orientation: orientations.axial, places: [8, 0, 4] });
const [image] = images;
const { rows, columns, pixelSpacing } = image!.geometry;
const uid = image!.uids.sopInstanceUid;
const maskAt = (...pixels: readonly (readonly [row: number, column: number])[]): Uint8Array => {
  const mask = new Uint8Array(rows * columns);
  for (const [r, c] of pixels) mask[r * columns + c] = 1;
  return mask;
};
const onImage = (graphic: string, points: [number, number][]): ReportedPlace => ({ on: 'image', sopInstanceUid: uid, graphic, points }); // prettier-ignore

test('a mask becomes runs, centre, extent and volume in the patient; slices are as thick as they lie apart', () => {
  const region = maskRegion(images, new Map([[uid, maskAt([1, 1], [1, 2], [3, 2])]]))!;
  expect(region).toMatchObject({ thickness: 4, slices: [{ sopInstanceUid: uid, runs: [[1, 1, 2], [3, 2, 1]] }] }); // prettier-ignore
  expect(region.millilitres).toBeCloseTo((3 * pixelSpacing[0] * pixelSpacing[1] * 4) / 1000, 12);
  const centre = patientPointOf(image!.geometry, [5 / 3, 5 / 3]);
  region.centre.forEach((each, axis) => expect(each).toBeCloseTo(centre[axis]!, 9));
  const [least, most] = [patientPointOf(image!.geometry, [0.5, 0.5]), patientPointOf(image!.geometry, [2.5, 3.5])];
  [0, 1].forEach((axis) => expect(region.extent[0][axis]).toBeCloseTo(Math.min(least[axis]!, most[axis]!), 9));
  expect(region.extent[1][2] - region.extent[0][2]).toBeCloseTo(4, 9);
  expect(maskRegion(images, new Map([[uid, maskAt()]]))).toBeNull();
  expect(() => maskRegion(images, new Map([[uid, new Uint8Array(3)]]))).toThrow(RangeError);
});

test('pixels and points of the patient lead to each other, oblique or not', () => {
  const [oblique] = testImages({ orientation: orientations.oblique, places: [0] });
  const [c, r] = pixelOf(oblique!.geometry, patientPointOf(oblique!.geometry, [1.25, 3.5]));
  expect(c).toBeCloseTo(1.25, 9);
  expect(r).toBeCloseTo(3.5, 9);
});

test('a point of a report is the place itself: on an image from the corner of the first pixel, in the patient as it is', () => {
  const [onIt, inPatient] = regionsOfReport(
    [onImage('POINT', [[1.5, 2.5]]), { on: 'patient', graphic: 'POINT', points: [[1, 2, 3]] }],
    [images],
  );
  expect(onIt).toEqual({ kind: 'sphere', seriesInstanceUid: image!.uids.seriesInstanceUid, centre: patientPointOf(image!.geometry, [1, 2]), radius: 0 }); // prettier-ignore
  expect(inPatient).toEqual({ kind: 'sphere', seriesInstanceUid: null, centre: [1, 2, 3], radius: 0 });
});

test.each<[string, ReportedPlace]>([
  ['polyline on an image', onImage('POLYLINE', [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]])],
  ['ellipse on an image', onImage('ELLIPSE', [[0.8, 2], [3.2, 2], [2, 0.8], [2, 3.2]])],
  ['circle on an image', onImage('CIRCLE', [[2, 2], [2, 3.2]])],
  ['polygon in the patient', { on: 'patient', graphic: 'POLYGON', points: [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]].map(([c, r]) => patientPointOf(image!.geometry, [c! - 0.5, r! - 0.5])) }],
])('a closed figure holds the pixels whose centres it holds: %s', (_, place) => {
  expect(regionsOfReport([place], [images])).toMatchObject([{ kind: 'mask', slices: [{ sopInstanceUid: uid, runs: [[1, 1, 2], [2, 1, 2]] }] }]);
}); // prettier-ignore

test.each<[string, ReportedPlace]>([
  ['an open line', onImage('POLYLINE', [[1, 1], [3, 1], [3, 3]])],
  ['an ellipsoid', { on: 'patient', graphic: 'ELLIPSOID', points: [[0, 0, 0]] }],
  ['another image', { on: 'image', sopInstanceUid: '2.25.9', graphic: 'POINT', points: [[1, 1]] }],
  ['far from every image', { on: 'patient', graphic: 'POLYGON', points: [[0, 0, 99], [9, 0, 99], [9, 9, 99], [0, 0, 99]] }],
  ['between the centres', onImage('POLYLINE', [[1, 1], [1.2, 1], [1.2, 1.2], [1, 1.2], [1, 1]])],
])('what cannot be kept as it is, is refused: %s', (_, place) => {
  expect(() => regionsOfReport([place], [images])).toThrow(PlaceRefusedError);
}); // prettier-ignore
