import fc from 'fast-check';
import { dictionary } from 'dcmjs/dictionary';
import type { Dataset, Element, Tag, Vr } from '../dataset.js';
import { vrOfTag } from '../dictionary.js';
import { toDicomJson } from '../dicom-json.js';
import type { Part10 } from '../part10.js';
import { readPart10 } from '../part10.js';
import { identifiersIn, numericIdentifiers, safeHarbour } from '../testing/safe-harbour.js';
import { testFiles } from '../testing/test-series.js';
import { writePart10 } from '../writer.js';
import type { DeidentifyOptions } from './deidentify.js';
import { deidentify } from './deidentify.js';

const key = new Uint8Array(32).fill(1);
const textVrs = ['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT'];
const binaryVrs = ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN', 'US', 'SS', 'UL', 'SL', 'FL', 'FD', 'SV', 'UV', 'AT'];

/** Attributes without which the object is no image; what they hold is checked elsewhere. */
const needed = new Set(['00280010', '00280011', '00280100', '7FE00010', '00080005']);
const standardTags = Object.values(dictionary)
  .map(({ tag }) => tag.replace(/[(),]/g, '').toUpperCase())
  .filter((tag) => /^[0-9A-F]{8}$/.test(tag) && !/^(0000|0002|FFFE)/.test(tag) && !needed.has(tag));

/** Standard, unknown, private with and without a creator, overlays and curves. */
const anyTag: fc.Arbitrary<Tag> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...standardTags) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('00190010', '0019100C', '00431039', '00091001', '20011003', '00290011', '7FE11001'),
  },
  fc.constantFrom('00081FFE', '00104FFF', '60003000', '60021500', '50003000', 'FFFCFFFC'),
);
const identifier = fc.constantFrom(...Object.values(safeHarbour));

const planted: fc.Arbitrary<Element> = fc
  .tuple(
    anyTag,
    fc.option(fc.constantFrom(...textVrs, ...binaryVrs), { nil: undefined }),
    identifier,
    fc.constantFrom(...numericIdentifiers),
  )
  .map(([tag, chosen, text, number]) => elementOf(tag, chosen ?? vrOfTag(tag), text, number));

function elementOf(tag: Tag, vr: Vr, text: string, number: string): Element {
  if (vr === 'SQ')
    return { kind: 'sequence', tag, vr, items: [new Map([['00100010', elementOf('00100010', 'PN', text, number)]])] };
  if (vr === 'PN') return { kind: 'value', tag, vr, bytes: Buffer.from(`${text}^A=${text}`) };
  if (vr === 'UI') return { kind: 'value', tag, vr, bytes: Buffer.from(`1.2.840.10008.${number}`) };
  const numeric = vr === 'DS' || vr === 'IS';
  return {
    kind: 'value',
    tag,
    vr,
    bytes: Buffer.from(numeric ? number.padEnd(number.length + (number.length % 2)) : text.padEnd(16)),
  };
}

/** Elements at the top, and in sequences up to three deep. */
const plantedTree: fc.Arbitrary<Element[]> = fc.array(
  fc
    .tuple(
      planted,
      fc.array(fc.constantFrom<Tag>('00081140', '00082112', '00081115', '00400275', '00191010', '52009229'), {
        maxLength: 3,
      }),
    )
    .map(([element, around]) =>
      around.reduce<Element>(
        (inner, tag) => ({ kind: 'sequence', tag, vr: 'SQ', items: [new Map([[inner.tag, inner]])] }),
        element,
      ),
    ),
  { minLength: 1, maxLength: 12 },
);

const creators: readonly [Tag, string][] = [
  ['00190010', 'SIEMENS MR HEADER'],
  ['00430010', 'GEMS_PARM_01'],
  ['20010010', 'Philips Imaging DD 001'],
];

function withPlanted(elements: readonly Element[]): Part10 {
  const { dataset, ...rest } = readPart10(testFiles()[0] as Uint8Array);
  const reserved = creators.map(([tag, name]): [Tag, Element] => [
    tag,
    { kind: 'value', tag, vr: 'LO', bytes: Buffer.from(name) },
  ]);
  const all: Dataset = new Map([...dataset, ...reserved, ...elements.map((each): [Tag, Element] => [each.tag, each])]);
  const meta: Dataset = new Map(
    ['00020016', '00020017', '00020018', '00020102'].map((tag) => [tag, elementOf(tag, 'AE', safeHarbour.name, '')]),
  );
  return { ...rest, meta, dataset: all };
}

const options: readonly [string, Partial<DeidentifyOptions>][] = [
  ['by the basic profile', {}],
  [
    'with every option',
    { dates: 'shift', retainPatientCharacteristics: true, cleanDescriptors: true, retainSafePrivate: true },
  ],
];

test.each(options)(
  'the 18 identifiers of the safe harbour, planted anywhere in any VR, are found nowhere: %s',
  (_, chosen) => {
    fc.assert(
      fc.property(plantedTree, (elements) => {
        const { part10, touched } = deidentify(withPlanted(elements), { key, ...chosen });
        const served = JSON.stringify([toDicomJson(part10.dataset, { inlineUpTo: 1e6 }), touched]);
        expect([...identifiersIn(writePart10(part10.dataset)), ...identifiersIn(served)]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
);

test('each identifier would be found, were it left', () => {
  for (const text of Object.values(safeHarbour)) {
    const file = writePart10(withPlanted([elementOf('00204000', 'LT', text, '')]).dataset);
    expect(identifiersIn(file)).toEqual([text]);
  }
});

test('of descriptors plain words stay, of private attributes the numbers that are listed as safe', () => {
  const text = (tag: Tag, vr: Vr, value: string): Element => ({ kind: 'value', tag, vr, bytes: Buffer.from(value) });
  const elements = [
    text('0008103E', 'LO', 'T2 HASTE AX 3mm QUARTERSTAFF Dr Jones'),
    text('0019100C', 'IS', '800 '),
    text('0019100D', 'CS', 'JANE'),
  ];
  const { part10 } = deidentify(withPlanted(elements), { key, cleanDescriptors: true, retainSafePrivate: true });
  expect(part10.dataset.get('0008103E')).toMatchObject({ bytes: new Uint8Array(Buffer.from('T2 HASTE AX 3MM ')) });
  expect(['00190010', '0019100C', '0019100D', '00430010'].map((tag) => part10.dataset.has(tag))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
