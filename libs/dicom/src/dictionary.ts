import { dictionary } from 'dcmjs/dictionary';
import { groupOf, isPrivate } from './dataset.js';
import type { Tag, Vr } from './dataset.js';

interface Entry {
  readonly vr: Vr;
  readonly keyword: string;
  /** The most values that it may have. */
  readonly most: number;
}

/** dcmjs writes `xs` for US or SS and `ox` for OB or OW; both depend on the data set, these are the usual ones. */
const ambiguousVrs: Readonly<Record<string, Vr>> = { xs: 'US', ox: 'OW', lt: 'OW' };

const entries = new Map<Tag, Entry>();
const tags = new Map<string, Tag>();
for (const { tag, vr, name, vm } of Object.values(dictionary)) {
  const key = tag.replace(/[(),]/g, '').toUpperCase();
  if (!/^[0-9A-F]{8}$/.test(key) || isPrivate(key)) continue;
  const last = vm.split('-').at(-1) ?? '1';
  entries.set(key, { vr: ambiguousVrs[vr] ?? vr, keyword: name, most: /n/.test(last) ? Infinity : Number(last) });
  tags.set(name, key);
}

/** VR of a standard attribute; `UN` where the dictionary does not know it, `LO` for a private creator. */
export function vrOfTag(tag: Tag): Vr {
  if (tag.endsWith('0000')) return 'UL';
  if (isPrivate(tag)) return /^....00[1-9A-F]./.test(tag) ? 'LO' : 'UN';
  return entries.get(baseOfRepeatingGroup(tag))?.vr ?? 'UN';
}

/** The most values that a standard attribute may have (VM in PS3.6); 0 where the dictionary does not know it. */
export function mostValuesOf(tag: Tag): number {
  return entries.get(tag)?.most ?? 0;
}

/** Tag of an attribute keyword (`PatientID` -> `00100020`). Throws on a keyword that does not exist: a typing mistake here. */
export function tagOfKeyword(keyword: string): Tag {
  const tag = tags.get(keyword);
  if (tag === undefined) throw new TypeError(`no DICOM attribute is called ${keyword}`);
  return tag;
}

/** Overlays (60xx) and curves (50xx) repeat by group: all even groups mean what the first means. */
function baseOfRepeatingGroup(tag: Tag): Tag {
  const group = groupOf(tag);
  if ((group & 0xff00) === 0x6000) return `6000${tag.slice(4)}`;
  if ((group & 0xff00) === 0x5000) return `5000${tag.slice(4)}`;
  return tag;
}
