import { readPart10 } from '../part10.js';
import { numberOf, textOf } from '../values.js';
import { imageOfJson } from '../from-dicom-json.js';
import type { Orientation } from '../geometry.js';
import { indexSeries } from '../series-index.js';
import { refusalOf } from '../testing/refusal-of.js';
import { orientations, testFiles, testImages } from '../testing/test-series.js';
import { packBits, unpackFrame } from './bits.js';
import { code } from './codes.js';
import { readSegmentation, segmentationFrames } from './read-segmentation.js';
import type { SegmentDescription } from './write-segmentation.js';
import { writeSegmentation } from './write-segmentation.js';

const segment: SegmentDescription = {
  label: 'Haemorrhage (AI)',
  category: code.abnormalStructure,
  type: code.haemorrhage,
  algorithm: { name: 'test-model', version: '1.0.0' },
  cielab: [40_000, 50_000, 45_000],
};
const made = { segment, contentDate: '20261124', contentTime: '101500' };
const maskOf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 30 }, (_, pixel) => ((pixel * 7 + seed) % 3 === 0 ? 1 : 0));

test('bits follow each other across frames without padding, least significant first', () => {
  expect(packBits([Uint8Array.of(1, 0, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(0, 0, 1)])).toEqual(
    Uint8Array.of(0b00011101, 0b1),
  );
  const masks = [maskOf(0), maskOf(1), maskOf(2)];
  const packed = packBits(masks);
  expect(packed.length % 2).toBe(0);
  masks.forEach((mask, frame) => expect(unpackFrame(packed, frame, 30)).toEqual(mask));
});

test.each<[string, Orientation, readonly number[]]>([
  ['axial', orientations.axial, [-4, 0, 4, 8]],
  ['listed from the other end', orientations.axial, [8, 4, 0, -4]],
  ['oblique', orientations.oblique, [0, 4, 8, 12]],
  ['irregularly spaced', orientations.sagittal, [0, 3, 9, 11]],
  ['in a mixed order', orientations.coronal, [8, -4, 4, 0]],
])('every mask comes back on its own image: %s', (_, orientation, places) => {
  const images = testImages({ orientation, places });
  const masks = new Map(images.slice(1).map(({ uids }, index) => [uids.sopInstanceUid, maskOf(index)]));
  const segmentation = readSegmentation(writeSegmentation({ images, masks, ...made }) as Uint8Array);
  expect(segmentation).toMatchObject({
    rows: 6,
    columns: 5,
    sourceSeriesInstanceUid: '2.25.1000.1',
    studyInstanceUid: '2.25.1000',
  });
  expect(new Map(segmentation.frames.map((frame) => [frame.sopInstanceUid, frame.mask]))).toEqual(masks);
});

test('stored metadata is enough to write the same file', () => {
  const images = testImages();
  const stored = indexSeries(images).flatMap(({ instances }) => instances.map(({ metadata }) => imageOfJson(metadata)));
  const masks = new Map([['2.25.1000.1.2', maskOf(5)]]);
  expect(writeSegmentation({ images: stored, masks, ...made })).toEqual(writeSegmentation({ images, masks, ...made }));
});

test('empty masks get no frame, and a segmentation without frames is not written', () => {
  const images = testImages();
  const empty = new Uint8Array(30);
  const masks = new Map([['2.25.1000.1.1', empty], ['2.25.1000.1.3', maskOf(1)]]); // prettier-ignore
  const { frames } = readSegmentation(writeSegmentation({ images, masks, ...made }) as Uint8Array);
  expect(frames.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(['2.25.1000.1.3']);
  expect(writeSegmentation({ images, masks: new Map([['2.25.1000.1.1', empty]]), ...made })).toBeUndefined();
});

test('a mask of another size or another series is a mistake', () => {
  const images = testImages();
  expect(() => writeSegmentation({ images, masks: new Map([['2.25.1000.1.1', new Uint8Array(29)]]), ...made })).toThrow(
    RangeError,
  );
  expect(() => writeSegmentation({ images, masks: new Map([['2.25.1', maskOf(1)]]), ...made })).toThrow(RangeError);
});

test('an image is not a segmentation', () => {
  expect(refusalOf(() => readSegmentation(testFiles()[0] as Uint8Array)).code).toBe('unsupported-object');
});

test('served frames each begin a byte, although 30 bits do not fill their last one', () => {
  const images = testImages({ orientation: orientations.axial, places: [0, 4, 8] });
  const masks = new Map(images.map(({ uids }, index) => [uids.sopInstanceUid, maskOf(index)]));
  const bytes = writeSegmentation({ images, masks, ...made }) as Uint8Array;
  const frames = segmentationFrames(bytes);
  expect(frames.map((frame) => frame.length)).toEqual([4, 4, 4]);
  readSegmentation(bytes).frames.forEach(({ sopInstanceUid }, index) =>
    expect(unpackFrame(frames[index] as Uint8Array, 0, 30)).toEqual(masks.get(sopInstanceUid)),
  );
});

test('probabilities come back byte by byte, on their own images, under UIDs that are not those of the outlines', () => {
  const images = testImages();
  const [first, , third] = images.map(({ uids }) => uids.sopInstanceUid) as [string, string, string];
  const heat = Uint8Array.from({ length: 30 }, (_, pixel) => (pixel * 17) % 256);
  const masks = new Map([[third, heat], [first, new Uint8Array(30)]]); // prettier-ignore
  const bytes = writeSegmentation({ images, masks, values: 'probability', ...made }) as Uint8Array;
  expect(segmentationFrames(bytes)).toEqual([heat]);
  const { dataset } = readPart10(bytes);
  expect(['00620001', '00620010', '00280100'].map((tag) => textOf(dataset, tag) ?? numberOf(dataset, tag))).toEqual([
    'FRACTIONAL',
    'PROBABILITY',
    8,
  ]);
  expect(numberOf(dataset, '0062000E')).toBe(255);
  const outlines = readPart10(writeSegmentation({ images, masks, ...made }) as Uint8Array).dataset;
  expect(textOf(outlines, '0020000E')).not.toBe(textOf(dataset, '0020000E'));
  expect(refusalOf(() => readSegmentation(bytes))).toMatchObject({ code: 'unsupported-pixels' }); // no outline of a lesion
});
