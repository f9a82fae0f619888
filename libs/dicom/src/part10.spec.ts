import { datasetOf } from './builder.js';
import type { Dataset } from './dataset.js';
import { readPart10 } from './part10.js';
import { refusalOf } from './testing/refusal-of.js';
import { testFiles } from './testing/test-series.js';
import { explicitLittleEndian, implicitLittleEndian } from './transfer-syntax.js';
import { itemsOf, numbersOf, textOf, textsOf } from './values.js';
import { fileHeader, writePart10 } from './writer.js';

const uids = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '2.25.1' };
const openLength = [0xff, 0xff, 0xff, 0xff];
const item = [0xfe, 0xff, 0x00, 0xe0];
const itemEnd = [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0];
const sequenceEnd = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];
const implicitRows = [0x28, 0x00, 0x10, 0x00, 2, 0, 0, 0, 155, 0];
const implicitSequence = [0x08, 0x00, 0x40, 0x11];

const fileOf = (syntax: string, body: readonly number[]): Uint8Array =>
  Uint8Array.from([...fileHeader(syntax, uids.SOPClassUID, uids.SOPInstanceUID), ...body]);

test('what is written is read again, value by value', () => {
  const written = datasetOf({
    ...uids,
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: 'Müller^Jürgen=ミュラー',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    PixelSpacing: [0.8, 1 / 3],
    Rows: 155,
    ReferencedSeriesSequence: [
      {
        SeriesInstanceUID: '1.2.3',
        ReferencedInstanceSequence: [{ ReferencedSOPInstanceUID: '1.2.3.1' }, { ReferencedSOPInstanceUID: '1.2.3.2' }],
      },
    ],
    PixelData: new Uint8Array([1, 2, 3]),
  });
  const { dataset, transferSyntax } = readPart10(writePart10(written));
  expect(transferSyntax.uid).toBe(explicitLittleEndian);
  expect(textOf(dataset, '00100010')).toBe('Müller^Jürgen=ミュラー');
  expect(textsOf(dataset, '00080008')).toEqual(['ORIGINAL', 'PRIMARY']);
  expect(numbersOf(dataset, '00280030')).toEqual([0.8, 0.33333333333333]); // a DS holds 16 characters
  expect(numbersOf(dataset, '00280010')).toEqual([155]);
  const [series] = itemsOf(dataset, '00081115');
  expect(itemsOf(series as Dataset, '0008114A').map((each) => textOf(each, '00081155'))).toEqual([
    '1.2.3.1',
    '1.2.3.2',
  ]);
  expect(dataset.get('7FE00010')).toMatchObject({ vr: 'OW', bytes: new Uint8Array([1, 2, 3, 0]) });
});

test('implicit VR and undefined lengths mean what explicit ones mean', () => {
  const sequence = [
    ...implicitSequence,
    ...openLength,
    ...item,
    ...openLength,
    ...implicitRows,
    ...itemEnd,
    ...sequenceEnd,
  ];
  const { dataset } = readPart10(fileOf(implicitLittleEndian, [...sequence, ...implicitRows]));
  expect(numbersOf(dataset, '00280010')).toEqual([155]);
  expect(itemsOf(dataset, '00081140').map((each) => numbersOf(each, '00280010'))).toEqual([[155]]);
  const rewritten = readPart10(writePart10(dataset, implicitLittleEndian));
  expect(rewritten.transferSyntax.uid).toBe(explicitLittleEndian);
  expect(itemsOf(rewritten.dataset, '00081140').map((each) => numbersOf(each, '00280010'))).toEqual([[155]]);
});

test('UN of undefined length is a sequence in implicit VR (PS3.5, 6.2.2, note 2)', () => {
  const header = [0x09, 0x00, 0x10, 0x11, 0x55, 0x4e, 0, 0];
  const body = [...header, ...openLength, ...item, ...openLength, ...implicitRows, ...itemEnd, ...sequenceEnd];
  const { dataset } = readPart10(fileOf(explicitLittleEndian, body));
  expect(itemsOf(dataset, '00091110').map((each) => numbersOf(each, '00280010'))).toEqual([[155]]);
});

test('compressed fragments pass through byte by byte', () => {
  const rle = '1.2.840.10008.1.2.5';
  const fragments = [new Uint8Array([1, 2, 3, 4]), new Uint8Array([5, 6])];
  const pixels = { kind: 'fragments', tag: '7FE00010', vr: 'OB', offsets: new Uint8Array(4), fragments } as const;
  const { dataset, transferSyntax } = readPart10(writePart10(new Map([...datasetOf(uids), ['7FE00010', pixels]]), rle));
  expect(transferSyntax).toMatchObject({ uid: rle, encapsulated: true });
  expect(dataset.get('7FE00010')).toEqual(pixels);
});

test('a value longer than its VR can say is written as UN (PS3.5, 6.2.2, note 7)', () => {
  const long = new Uint8Array(70_000).fill(0x31);
  const decimals = { kind: 'value', tag: '00186014', vr: 'DS', bytes: long } as const;
  const { dataset } = readPart10(writePart10(new Map([...datasetOf(uids), ['00186014', decimals]])));
  expect(dataset.get('00186014')).toMatchObject({ vr: 'UN', bytes: long });
});

test.each([
  ['no DICM', new Uint8Array(200), 'not-dicom'],
  ['an empty file', new Uint8Array(0), 'not-dicom'],
  ['a video', fileOf('1.2.840.10008.1.2.4.102', []), 'unsupported-transfer-syntax'],
  ['a deflated stream that is none', fileOf('1.2.840.10008.1.2.1.99', [1, 2, 3]), 'truncated'],
  ['a length beyond the end', fileOf(implicitLittleEndian, [0x28, 0, 0x10, 0, 0xf0, 0xff, 0xff, 0x7f, 1]), 'truncated'],
  [
    'an item beyond its sequence',
    fileOf(implicitLittleEndian, [...implicitSequence, 8, 0, 0, 0, ...item, 10, 0, 0, 0, ...implicitRows]),
    'truncated',
  ],
  ['a VR that does not exist', fileOf(explicitLittleEndian, [0x28, 0, 0x10, 0, 0x51, 0x51, 2, 0, 1, 0]), 'malformed'],
  ['an attribute twice', fileOf(implicitLittleEndian, [...implicitRows, ...implicitRows]), 'malformed'],
  ['a delimiter on its own', fileOf(implicitLittleEndian, itemEnd), 'malformed'],
  ['a value of undefined length', fileOf(implicitLittleEndian, [0x28, 0, 0x10, 0, ...openLength]), 'malformed'],
  [
    'endless nesting',
    fileOf(
      implicitLittleEndian,
      Array.from({ length: 5000 }, () => [...implicitSequence, ...openLength, ...item, ...openLength]).flat(),
    ),
    'too-deep',
  ],
])('%s is refused', (_, file, code) => {
  expect(refusalOf(() => readPart10(file)).code).toBe(code);
});

test('a file cut anywhere is refused, or holds a prefix of its attributes where the cut falls between two', () => {
  const [whole = new Uint8Array()] = testFiles();
  const tags = [...readPart10(whole).dataset.keys()];
  let read = 0;
  for (let length = 0; length < whole.length; length++) {
    try {
      const cut = [...readPart10(whole.subarray(0, length)).dataset.keys()];
      expect(cut).toEqual(tags.slice(0, cut.length));
      expect(cut.length).toBeLessThan(tags.length);
      read++;
    } catch (error) {
      expect(error).toMatchObject({ name: 'DicomRefusedError' });
    }
  }
  // One cut before each attribute, and two within file meta information, behind the transfer syntax.
  expect(read).toBe(tags.length + 2);
});
