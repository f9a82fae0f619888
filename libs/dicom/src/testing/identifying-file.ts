import type { Element } from '../dataset.js';
import { readPart10 } from '../part10.js';
import { writePart10 } from '../writer.js';
import { numericIdentifiers, safeHarbour } from './safe-harbour.js';

const text = (tag: string, vr: string, value: string): Element => ({
  kind: 'value',
  tag,
  vr,
  bytes: Buffer.from(value.padEnd(value.length + (value.length % 2))),
});

/** One planted element for each identifier: standard, private, unknown and free text, at the top and two sequences deep; dates and numbers in their VRs. */
function planted(): Element[] {
  const tags = [
    '00100010',
    '00102160',
    '00081030',
    '00180020',
    '00204000',
    '00091001',
    '00081FFE',
    '00181000',
    '00400275',
  ];
  const vrs = ['PN', 'SH', 'LO', 'CS', 'LT', 'UN', 'UC', 'LO', 'UT'];
  const all = Object.values(safeHarbour).flatMap((identifier, index) => {
    const [tag, vr] = [tags[index % tags.length]!, vrs[index % vrs.length]!];
    const element = text(tag, vr, identifier);
    const inner: Element = { kind: 'sequence', tag: '00081140', vr: 'SQ', items: [new Map([[tag, element]])] };
    const outer: Element = {
      kind: 'sequence',
      tag: `0040${(0x1000 + index).toString(16).toUpperCase()}`,
      vr: 'SQ',
      items: [new Map([[inner.tag, inner]])],
    };
    return [element, inner, outer];
  });
  const [telephone, fax, , date] = numericIdentifiers as [string, string, string, string];
  return [
    ...all,
    text('00200011', 'IS', fax),
    text('00180080', 'DS', telephone),
    text('00080022', 'DA', date),
    text('00100010', 'PN', safeHarbour.name),
    text('00080050', 'SH', safeHarbour.account),
  ];
}

/** The same file with a header, file meta information and preamble that are full of identity; its images and UIDs of stack and examination stay. */
export function identifyingFile(bytes: Uint8Array): Uint8Array {
  const { dataset } = readPart10(bytes);
  const file = Buffer.from(writePart10(new Map([...dataset, ...planted().map((each) => [each.tag, each] as const)])));
  file.write(safeHarbour.name, 0, 'latin1');
  const title = text('00020016', 'AE', safeHarbour.medicalRecord);
  if (title.kind !== 'value') throw new Error('a value');
  const groupLength = file.readUInt32LE(140);
  const meta = Buffer.concat([Buffer.from([2, 0, 0x16, 0, 0x41, 0x45, title.bytes.length, 0]), title.bytes]);
  file.writeUInt32LE(groupLength + meta.length, 140);
  return Buffer.concat([file.subarray(0, 144 + groupLength), meta, file.subarray(144 + groupLength)]);
}
