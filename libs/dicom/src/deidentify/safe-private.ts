import type { Dataset, Element, Tag, Vr } from '../dataset.js';
import { textOf } from '../values.js';
import { isPlainNumbers } from './kept-attributes.js';

/**
 * Private attributes of MR images that PS3.15, Table E.3.10-1 lists as safe, by creator, the last two digits of the element
 * number, VR and number of values: diffusion weighting and scaling.
 */
const safe = new Map<string, Readonly<Record<string, readonly [Vr, number]>>>([
  ['SIEMENS MR HEADER', { '0C': ['IS', 1], '0E': ['FD', 3], '27': ['FD', 6] }],
  ['GEMS_PARM_01', { '39': ['IS', 4] }],
  ['PHILIPS IMAGING DD 001', { '03': ['FL', 1] }],
  ['PHILIPS MR IMAGING DD 001', { '0D': ['FL', 1], '0E': ['FL', 1], B0: ['FL', 1], B1: ['FL', 1], B2: ['FL', 1] }],
]);

/** The block of a private attribute (`10` of `gg,10xx`) reserved by this creator; undefined where nobody did. */
function creatorOf(dataset: Dataset, tag: Tag): string | undefined {
  return textOf(dataset, `${tag.slice(0, 4)}00${tag.slice(4, 6)}`)?.toUpperCase();
}

/** True for a numeric private attribute whose creator and element are listed as safe, and for the creator of such ones. */
export function isSafePrivate(dataset: Dataset, element: Element): boolean {
  const { tag } = element;
  if (/^....00(1[0-9A-F]|[2-9A-F].)$/.test(tag)) return reservesSafe(dataset, tag);
  const listed = safe.get(creatorOf(dataset, tag) ?? '')?.[tag.slice(6)];
  return listed !== undefined && isPlainNumbers(element, ...listed);
}

function reservesSafe(dataset: Dataset, creator: Tag): boolean {
  const block = creator.slice(0, 4) + creator.slice(6);
  const owned = [...dataset.values()].filter(({ tag }) => tag.startsWith(block) && tag !== creator);
  return owned.some((element) => isSafePrivate(dataset, element));
}
