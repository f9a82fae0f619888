import { caseChecksOf } from '@lectern/contracts';
import type { PlainDataset } from './builder.js';
import { datasetOf } from './builder.js';
import { checkCase } from './case-check.js';
import { enhancedMrImageStorage } from './enhanced-frames.js';
import { parseInstances } from './instance.js';
import { samplesOf } from './pixels.js';
import { refusalOf } from './testing/refusal-of.js';
import { numberOf, numbersOf, textOf } from './values.js';
import { writePart10 } from './writer.js';

const [rows, columns] = [4, 3];
const directions = { axial: [1, 0, 0, 0, 1, 0], coronal: [1, 0, 0, 0, 0, -1] };

interface Frame {
  readonly stack?: string;
  readonly orientation?: keyof typeof directions;
  readonly place: number;
}

function enhanced(frames: readonly Frame[], changes: PlainDataset = {}): Uint8Array {
  const pixels = Uint16Array.from({ length: rows * columns * frames.length }, (_, index) => index);
  return writePart10(
    datasetOf({
      SOPClassUID: enhancedMrImageStorage,
      SOPInstanceUID: '2.25.10',
      StudyInstanceUID: '2.25.11',
      SeriesInstanceUID: '2.25.12',
      FrameOfReferenceUID: '2.25.13',
      Modality: 'MR',
      NumberOfFrames: frames.length,
      Rows: rows,
      Columns: columns,
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [0.8, 0.7], SliceThickness: 4 }],
          MREchoSequence: [{ EffectiveEchoTime: 92.5 }],
        },
      ],
      PerFrameFunctionalGroupsSequence: frames.map(({ stack = '1', orientation = 'axial', place }) => ({
        FrameContentSequence: [{ StackID: stack }],
        PlanePositionSequence: [{ ImagePositionPatient: orientation === 'axial' ? [0, 0, place] : [0, place, 0] }],
        PlaneOrientationSequence: [{ ImageOrientationPatient: directions[orientation] }],
        PixelValueTransformationSequence: [{ RescaleIntercept: -10, RescaleSlope: place + 1, RescaleType: 'US' }],
      })),
      PixelData: new Uint8Array(pixels.buffer),
      ...changes,
    }),
  );
}

test('each frame becomes a classic image, in its place, with its own samples and rescale', () => {
  const images = parseInstances(enhanced([{ place: 8 }, { place: 0 }, { place: 4 }]));
  expect(images.map(({ geometry }) => geometry.position[2])).toEqual([8, 0, 4]);
  expect(images.map(({ pixels }) => samplesOf(pixels)[0])).toEqual([0, 12, 24]);
  expect(images.map(({ dataset }) => numberOf(dataset, '00281053'))).toEqual([9, 1, 5]);
  expect(images.map(({ instanceNumber }) => instanceNumber)).toEqual([1, 2, 3]);
  expect(new Set(images.map(({ uids }) => uids.sopInstanceUid)).size).toBe(3);
  const [{ dataset, geometry }] = images as [(typeof images)[number]];
  expect(textOf(dataset, '00080016')).toBe('1.2.840.10008.5.1.4.1.1.4');
  expect(numbersOf(dataset, '00180081')).toEqual([92.5]);
  expect(geometry).toMatchObject({ pixelSpacing: [0.8, 0.7], sliceThickness: 4 });
  expect([...dataset.keys()].filter((tag) => tag.startsWith('5200') || tag === '00280008')).toEqual([]);
  const check = checkCase(images, { planes: ['axial'] });
  expect(check).toMatchObject({ problems: [], stacks: [{ spacingMm: 4 }] });
});

test('stacks of one object become series of their own', () => {
  const planes = (['axial', 'coronal'] as const).flatMap((orientation, index) =>
    [0, 4, 8].map((place): Frame => ({ stack: `${index}`, orientation, place })),
  );
  const images = parseInstances(enhanced(planes));
  expect(
    checkCase(images, { planes: ['axial', 'coronal'], checks: caseChecksOf({ slices: { min: 3, max: 3 } }) }).problems,
  ).toEqual([]);
  expect(parseInstances(enhanced(planes)).map(({ uids }) => uids)).toEqual(images.map(({ uids }) => uids));
});

test.each([
  ['fewer frames than announced', { NumberOfFrames: 4 }, 'frames'],
  ['no description of frames', { PerFrameFunctionalGroupsSequence: [] }, 'frames'],
  ['pixels of fewer frames', { PixelData: new Uint8Array(rows * columns * 2 * 2) }, 'frames'],
  ['a frame without a place', { PerFrameFunctionalGroupsSequence: [{}, {}, {}] }, 'missing-attribute'],
])('%s is refused', (_, changes, code) => {
  const file = enhanced([{ place: 0 }, { place: 4 }, { place: 8 }], changes);
  expect(refusalOf(() => parseInstances(file)).code).toBe(code);
});
