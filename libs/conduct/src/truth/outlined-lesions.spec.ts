import { parseInstance } from '@lectern/dicom';
import { examination } from '../../testing/test-examination.js';
import type { ObjectCase } from './object-case.js';
import { joined, lesionsOf, ObjectMisfit, type TruthObject } from './outlined-lesions.js';

const stacks = (['axial', 'coronal'] as const).map((plane) =>
  examination({ planes: [plane], slices: 3 }).map(({ bytes }) => parseInstance(bytes)),
);
const uidOf = (stack: number, slice: number): string => stacks[stack]![slice]!.uids.sopInstanceUid;
const { rows, columns } = stacks[0]![0]!.geometry;
const maskAt = (pixel: number): Uint8Array =>
  Uint8Array.from({ length: rows * columns }, (_, i) => (i === pixel ? 1 : 0));
const target = { own: (uid: string) => uid.replace('hospital:', '') } as ObjectCase;

const segmentation = (
  segments: readonly { segmentNumber: number; label: string; trackingId?: string }[],
  frames: readonly (readonly [segment: number, image: string, pixel: number])[],
  size = { rows, columns },
): TruthObject => ({
  kind: 'segmentation',
  image: '',
  content: {
    ...{ sopInstanceUid: '2.25.1', seriesInstanceUid: '2.25.2', studyInstanceUid: '2.25.3', ...size, segments },
    frames: frames.map(([segmentNumber, image, pixel]) => ({ segmentNumber, sopInstanceUid: `hospital:${image}`, mask: maskAt(pixel) })), // prettier-ignore
  },
});

test('each segment is a lesion, named by its Tracking ID, else by label and number; one without a frame is none', () => {
  const object = segmentation(
    [{ segmentNumber: 1, label: 'bleeding', trackingId: 'left' }, { segmentNumber: 2, label: 'bleeding' }, { segmentNumber: 3, label: 'empty' }],
    [[1, uidOf(0, 0), 5], [1, uidOf(0, 1), 6], [2, uidOf(0, 2), 7]],
  ); // prettier-ignore
  expect(lesionsOf(object, target, stacks)).toMatchObject([
    { id: 'left', regions: [{ kind: 'mask', slices: [{ sopInstanceUid: uidOf(0, 0), runs: [[0, 5, 1]] }, { runs: [[0, 6, 1]] }] }] },
    { id: 'bleeding 2', regions: [{ slices: [{ sopInstanceUid: uidOf(0, 2) }] }] },
  ]); // prettier-ignore
});

test('the same Tracking ID in objects of two stacks is one lesion with a region in each', () => {
  const left = { segmentNumber: 1, label: 'x', trackingId: 'left' };
  const objects = [segmentation([left], [[1, uidOf(0, 1), 5]]), segmentation([left], [[1, uidOf(1, 1), 5]])];
  const lesions = joined(objects.flatMap((object) => lesionsOf(object, target, stacks)));
  const series = stacks.map(([image]) => image!.uids.seriesInstanceUid);
  expect(lesions).toMatchObject([{ id: 'left', regions: series.map((seriesInstanceUid) => ({ seriesInstanceUid })) }]);
});

test('frames on images of nobody, or of another size, are misfits', () => {
  const one = [{ segmentNumber: 1, label: 'x' }];
  expect(() => lesionsOf(segmentation(one, [[1, '2.25.99', 0]]), target, stacks)).toThrow(ObjectMisfit);
  expect(() => lesionsOf(segmentation(one, [[1, uidOf(0, 0), 0]], { rows: 2, columns }), target, stacks)).toThrow(ObjectMisfit); // prettier-ignore
});

test('a measurement group is a lesion, with its places in the images of this installation', () => {
  const object: TruthObject = {
    kind: 'report',
    image: '',
    content: {
      ...{ sopInstanceUid: '2.25.1', studyInstanceUid: '2.25.3', evidence: [] },
      groups: [
        { trackingId: undefined, measurements: [], places: [] },
        { trackingId: undefined, measurements: [], places: [{ on: 'image', sopInstanceUid: `hospital:${uidOf(0, 2)}`, graphic: 'POINT', points: [[3.5, 4.5]] }] }, // prettier-ignore
      ],
    },
  };
  const { seriesInstanceUid } = stacks[0]![0]!.uids;
  expect(lesionsOf(object, target, stacks)).toEqual([
    { id: 'lesion 2', regions: [{ kind: 'sphere', seriesInstanceUid, centre: [3, 4, 8], radius: 0 }] },
  ]);
});
