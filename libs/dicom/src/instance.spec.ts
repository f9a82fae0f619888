import dcmjs from 'dcmjs';
import { datasetOf } from './builder.js';
import type { PlainDataset } from './builder.js';
import type { Tag } from './dataset.js';
import { instanceOf, parseInstance } from './instance.js';
import { readPart10 } from './part10.js';
import { samplesOf, valuesOf } from './pixels.js';
import { refusalOf } from './testing/refusal-of.js';
import { orientations, testFiles, testStack } from './testing/test-series.js';
import { writePart10 } from './writer.js';

/** A good file with some attributes set otherwise, and some taken away. */
function altered(changes: PlainDataset, without: readonly Tag[] = []): Uint8Array {
  const { dataset } = readPart10(testFiles()[0] as Uint8Array);
  const elements = new Map([...dataset, ...datasetOf(changes)]);
  for (const tag of without) elements.delete(tag);
  return writePart10(elements);
}

test('an image says who it is, where it lies and what it shows', () => {
  const stack = testStack({ orientation: orientations.oblique });
  const [, second] = testFiles({ orientation: orientations.oblique }).map((file) => parseInstance(file));
  expect(second).toMatchObject({
    uids: { sopInstanceUid: '2.25.1000.1.2', seriesInstanceUid: '2.25.1000.1', studyInstanceUid: '2.25.1000' },
    modality: 'MR',
    instanceNumber: 2,
    geometry: { rows: 6, columns: 5, pixelSpacing: [0.8, 0.7], sliceThickness: 4, orientation: orientations.oblique },
    pixels: { bitsAllocated: 16, bitsStored: 12, signed: false, encapsulated: false },
  });
  expect(second && samplesOf(second.pixels)).toEqual(stack.slices[1]?.pixels);
});

test('values follow from samples by sign and rescale', () => {
  const { dataset, pixels } = parseInstance(
    altered({ PixelRepresentation: 1, RescaleSlope: 2, RescaleIntercept: -10 }),
  );
  const frame = new Uint8Array(60);
  frame.set([0xff, 0xff, 0x01, 0x00, 0x00, 0xf8]); // in 12 bits: -1, 1, -2048; the bits above are not looked at
  expect([...valuesOf(dataset, { ...pixels, frame }).slice(0, 4)]).toEqual([-12, -8, -4106, -10]);
  expect([...valuesOf(dataset, { ...pixels, frame, signed: false }).slice(0, 3)]).toEqual([8180, -8, 4086]);
});

test('dcmjs, an independent reader, reads the same out of what is written', () => {
  const stack = testStack({});
  const [file = new Uint8Array()] = testFiles();
  const { dict } = dcmjs.data.DicomMessage.readFile(file.slice().buffer);
  const named = dcmjs.data.DicomMetaDictionary.naturalizeDataset(dict);
  expect(named['PatientID']).toBe('MRN001');
  expect(named['ImagePositionPatient']).toEqual(stack.slices[0]?.position);
  expect(new Uint16Array((named['PixelData'] as ArrayBuffer[])[0] as ArrayBuffer)).toEqual(stack.slices[0]?.pixels);
});

test.each<[string, PlainDataset, readonly Tag[], string, Tag]>([
  ['another modality', { Modality: 'US' }, [], 'unsupported-modality', '00080060'],
  ['a secondary capture', { SOPClassUID: '1.2.840.10008.5.1.4.1.1.7' }, [], 'unsupported-object', '00080016'],
  ['several frames', { NumberOfFrames: 2 }, [], 'multi-frame', '00280008'],
  ['burned-in text', { BurnedInAnnotation: 'YES' }, [], 'burned-in-annotation', '00280301'],
  ['no SOP Instance UID', {}, ['00080018'], 'missing-attribute', '00080018'],
  ['no class', {}, ['00080016'], 'missing-attribute', '00080016'],
  ['a study UID that is none', { StudyInstanceUID: '1.2.x' }, [], 'invalid-value', '0020000D'],
  ['no position', {}, ['00200032'], 'missing-attribute', '00200032'],
  ['a position of two numbers', { ImagePositionPatient: [1, 2] }, [], 'invalid-value', '00200032'],
  [
    'directions that are not at a right angle',
    { ImageOrientationPatient: [1, 0, 0, 1, 0, 0] },
    [],
    'invalid-value',
    '00200037',
  ],
  ['no pixel size', { PixelSpacing: [0, 1] }, [], 'invalid-value', '00280030'],
  ['colour', { SamplesPerPixel: 3 }, [], 'unsupported-pixels', '00280002'],
  ['32 bits', { BitsAllocated: 32 }, [], 'unsupported-pixels', '00280100'],
  ['a matrix larger than its pixels', { Rows: 7 }, [], 'pixel-length', '7FE00010'],
  ['no pixels', {}, ['7FE00010'], 'missing-attribute', '7FE00010'],
])('%s is refused, with tag, rule and remedy', (_, changes, without, code, tag) => {
  const refusal = refusalOf(() => parseInstance(altered(changes, without)));
  expect(refusal).toMatchObject({ code, tag });
  expect(refusal.rule.length).toBeGreaterThan(10);
  expect(refusal.remedy.length).toBeGreaterThan(10);
});

test('a CT image is taken in where the study asks for CT', () => {
  const part10 = readPart10(altered({ Modality: 'CT', SOPClassUID: '1.2.840.10008.5.1.4.1.1.2' }));
  expect(refusalOf(() => instanceOf(part10)).code).toBe('unsupported-modality');
  expect(instanceOf(part10, { modalities: ['MR', 'CT'] }).modality).toBe('CT');
});
