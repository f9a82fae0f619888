import { datasetOf } from '../builder.js';
import type { PlainDataset } from '../builder.js';
import { checkCase } from '../case-check.js';
import type { Element } from '../dataset.js';
import { vrOfTag } from '../dictionary.js';
import { parseInstance } from '../instance.js';
import type { Part10 } from '../part10.js';
import { readPart10 } from '../part10.js';
import { pixelHash } from '../pixel-hash.js';
import { testFiles, testImages } from '../testing/test-series.js';
import { itemsOf, numbersOf, textOf, textsOf } from '../values.js';
import { writePart10 } from '../writer.js';
import { deidentify } from './deidentify.js';
import { tableE11 } from './table-e1-1.js';

const key = new Uint8Array(32).fill(1);
const otherKey = new Uint8Array(32).fill(2);
const secret = 'SECRET';

function withAttributes(attributes: PlainDataset, extra: readonly Element[] = []): Part10 {
  const { dataset, ...rest } = readPart10(testFiles()[0] as Uint8Array);
  return {
    ...rest,
    dataset: new Map([...dataset, ...datasetOf(attributes), ...extra.map((each) => [each.tag, each] as const)]),
  };
}

const bytesAfter = (part10: Part10, options: Partial<Parameters<typeof deidentify>[1]> = {}): Buffer =>
  Buffer.from(writePart10(deidentify(part10, { key, ...options }).part10.dataset));

test('no text planted in any attribute of Table E.1-1 is left, at the top or in a sequence', () => {
  const textVrs = new Set(['LO', 'SH', 'PN', 'LT', 'ST', 'UT', 'UC', 'AE', 'CS']);
  const planted = [...tableE11.keys()].filter((tag) => textVrs.has(vrOfTag(tag)) && !tag.startsWith('0000'));
  expect(planted.length).toBeGreaterThan(200);
  const elements = planted.map((tag): Element => ({
    kind: 'value',
    tag,
    vr: vrOfTag(tag),
    bytes: Buffer.from(secret),
  }));
  const nested: Element = {
    kind: 'sequence',
    tag: '00081140',
    vr: 'SQ',
    items: [new Map(elements.map((each) => [each.tag, each]))],
  };
  const part10 = withAttributes({}, [...elements, nested]);
  expect(Buffer.from(writePart10(part10.dataset)).includes(secret)).toBe(true);
  for (const dates of ['remove', 'shift'] as const) {
    expect(bytesAfter(part10, { dates, retainPatientCharacteristics: true }).includes(secret)).toBe(false);
  }
});

test('private attributes, unknown ones, names, free text and overlays go, whatever the table says', () => {
  const raw = (tag: string, vr: string): Element => ({ kind: 'value', tag, vr, bytes: Buffer.from(secret) });
  const elements = [
    raw('00090010', 'LO'),
    raw('00091001', 'UN'),
    raw('00081FFE', 'LO'),
    raw('60003000', 'OW'),
    raw('60021500', 'LO'),
  ];
  elements.push(raw('00189195', 'ST'), raw('FFFCFFFC', 'OB'));
  const { part10 } = deidentify(withAttributes({}, elements), { key });
  expect(elements.filter(({ tag }) => part10.dataset.has(tag))).toEqual([]);
});

test('identity is gone from headers, file meta information and preamble', () => {
  const [file = new Uint8Array()] = testFiles();
  file.set(Buffer.from('JANE DOE'), 0);
  const after = Buffer.from(writePart10(deidentify(readPart10(file), { key }).part10.dataset));
  for (const trace of ['DOE', 'JANE', 'MRN001', '19910412', '20210317', '2.25.1000'])
    expect(after.includes(trace)).toBe(false);
  expect(parseInstance(after).meta.get('00020003')).toMatchObject({ vr: 'UI' });
  expect(textOf(readPart10(after).meta, '00020003')).toBe(textOf(readPart10(after).dataset, '00080018'));
});

test('a case stays whole: stacks, places and pixels are what they were, and references follow', () => {
  const images = [...testImages({ seed: 1 }), ...testImages({ seed: 2 })];
  const after = images.map((image) => parseInstance(writePart10(deidentify(image, { key }).part10.dataset)));
  expect(checkCase(after).problems).toEqual([]);
  expect(checkCase(after).stacks.map(({ positionsMm }) => positionsMm)).toEqual(
    checkCase(images).stacks.map(({ positionsMm }) => positionsMm),
  );
  expect(pixelHash(after).caseHash).toBe(pixelHash(images).caseHash);

  const reference = {
    ReferencedImageSequence: [
      { ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.4', ReferencedSOPInstanceUID: '2.25.1000.1.2' },
    ],
  };
  const [item = new Map()] = itemsOf(deidentify(withAttributes(reference), { key }).part10.dataset, '00081140');
  expect(textOf(item, '00081155')).toBe(after[1]?.uids.sopInstanceUid);
  expect(textOf(item, '00081150')).toBe('1.2.840.10008.5.1.4.1.1.4');
});

test('the same key links, another one does not', () => {
  const [first, second] = testImages();
  const keysOf = (chosen: Uint8Array): string[] =>
    [first, second].map((image) => deidentify(image as Part10, { key: chosen }).patientKey);
  expect(new Set(keysOf(key)).size).toBe(1);
  expect(keysOf(otherKey)[0]).not.toBe(keysOf(key)[0]);
  expect(textOf(deidentify(first as Part10, { key }).part10.dataset, '00100020')).toBe(keysOf(key)[0]);
  expect(keysOf(key)[0]).toMatch(/^[A-Z2-7]{26}$/);
  expect(() => keysOf(new Uint8Array(31))).toThrow(RangeError);
});

test("dates are removed, or moved by the patient's own offset so that intervals stay", () => {
  const dated = withAttributes({
    StudyDate: '20210317',
    AcquisitionDateTime: '20210320101500.5',
    SeriesDate: '2021031x',
    StudyTime: '101500',
  });
  const removed = deidentify(dated, { key }).part10.dataset;
  expect([textsOf(removed, '00080020'), removed.has('0008002A'), textsOf(removed, '00080030')]).toEqual([
    [],
    false,
    [],
  ]);
  const shifted = deidentify(dated, { key, dates: 'shift' }).part10.dataset;
  const [study = '', acquired = ''] = [textOf(shifted, '00080020'), textOf(shifted, '0008002A')];
  const day = (date: string): number =>
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 86_400_000;
  expect(day(acquired) - day(study)).toBe(3);
  expect(day('20210317') - day(study)).toBeGreaterThanOrEqual(365);
  expect(acquired.slice(8)).toBe('101500.5');
  expect(textsOf(shifted, '00080021')).toEqual([]); // not a date: emptied
  expect(textOf(shifted, '00080030')).toBe('101500');
});

test('the object says what was done, by code', () => {
  const codesOf = (dataset: Part10['dataset']): (string | undefined)[] =>
    itemsOf(dataset, '00120064').map((item) => textOf(item, '00080100'));
  const basic = deidentify(withAttributes({}), { key }).part10.dataset;
  expect(textOf(basic, '00120062')).toBe('YES');
  expect(textOf(basic, '00120063')).toBe('DICOM PS3.15 2026c, Table E.1-1');
  expect(codesOf(basic)).toEqual(['113100']);
  expect([textOf(basic, '00100040'), textOf(basic, '00280303')]).toEqual([undefined, 'REMOVED']);
  const kept = deidentify(withAttributes({ PatientWeight: 70 }), {
    key,
    dates: 'shift',
    retainPatientCharacteristics: true,
  }).part10.dataset;
  expect(codesOf(kept)).toEqual(['113100', '113107', '113108']);
  expect([textOf(kept, '00100040'), numbersOf(kept, '00101030'), textOf(kept, '00280303')]).toEqual([
    'F',
    [70],
    'MODIFIED',
  ]);
});

test('the report names every attribute touched, inside sequences too, and no value', () => {
  const { touched } = deidentify(
    withAttributes({ ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '2.25.1000.1.2' }] }),
    { key },
  );
  expect(touched).toContainEqual({ path: '00100010', action: 'empty', rule: 'E.1-1 Z' });
  expect(touched).toContainEqual({ path: '00081140[0].00081155', action: 'remap-uid', rule: 'E.1-1 U' });
  expect(JSON.stringify(touched)).not.toMatch(/MRN001|DOE|2\.25\./);
});
