import { groupOf, isPrivate } from '../dataset.js';
import type { Element, Tag } from '../dataset.js';
import { textsOfElement } from '../values.js';
import { isDescriptor } from './descriptors.js';
import { isKept } from './kept-attributes.js';
import type { TableAction } from './table-e1-1.js';
import { tableE11 } from './table-e1-1.js';

/** What happens to one attribute. `keep` still looks into the items of a sequence. */
export type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'remap-uid' | 'date' | 'clean';

export interface Judgement {
  readonly action: Action;
  /** Why: an entry of Table E.1-1, or a rule of this room that is stricter. */
  readonly rule: string;
}

/** Options of PS3.15, E.3, that change what the basic profile does. */
export interface ProfileOptions {
  /** `remove`: by the basic profile. `shift`: Retain Longitudinal Temporal Information With Modified Dates. */
  readonly dates: 'remove' | 'shift';
  /** Retain Patient Characteristics: sex, age, size and weight. */
  readonly retainPatientCharacteristics: boolean;
  /** Clean Descriptors: of series, study and protocol names the words of a fixed vocabulary stay. */
  readonly cleanDescriptors: boolean;
  /** Retain Safe Private: numbers of Table E.3.10-1 that diffusion weighting and scaling need. */
  readonly retainSafePrivate: boolean;
}

const dateVrs = new Set(['DA', 'DT']);

const decimalForm = /^[0-9]{1,3}(\.[0-9]*)?$/;

/** Attributes with `K` in column "Rtn. Pat. Chars. Opt." that reading needs, and the only form in which each is kept. */
const patientCharacteristics: ReadonlyMap<Tag, RegExp> = new Map([
  ['00100040', /^[FMO]$/],
  ['00101010', /^([0-9]{3}[DWM]|0[0-8][0-9]Y)$/], // above 89 years an age identifies (45 CFR 164.514)
  ['00101020', decimalForm],
  ['00101030', decimalForm],
]);
const timeForm = /^([0-9]{2}){1,3}(\.[0-9]{1,6})?$/;

/**
 * Attributes of Table E.1-1 that an MR image must have (type 1: a value) or must have or may leave empty (type 2), by
 * PS3.3, A.4. They decide the actions that depend on the type; where the type is 3, the attribute goes.
 */
const type1 = new Set(['00080018', '0020000D', '0020000E', '00200052', '00100020']);
const type2 = new Set([
  '00080020', '00080030', '00080050', '00080090', '00100010', '00100030', '00100040', '00200010', '00080023', '00080033', '00180010',
  '00080070', '00180022', '00180023', '00180050', '00180081', '00180091', '00200011', '00200013', '00201040',
]); // prettier-ignore

/** Judges one attribute by its tag and VR; what an option would keep, also by the form of its value. */
export function judge(element: Element, options: ProfileOptions): Judgement {
  const { tag, vr, kind } = element;
  if (isPrivate(tag)) return { action: 'remove', rule: 'private attribute' };
  if (groupOf(tag) === 0x0002) return { action: 'remove', rule: 'file meta information is made anew' };
  if (isRepeating(tag)) return { action: 'remove', rule: 'E.1-1 X: curve or overlay' };
  if (tag === 'FFFCFFFC') return { action: 'remove', rule: 'padding' };
  const characteristic = patientCharacteristics.get(tag);
  if (options.retainPatientCharacteristics && characteristic && hasForm(element, characteristic)) {
    return { action: 'keep', rule: 'E.1-1 Retain Patient Characteristics' };
  }
  if (options.cleanDescriptors && isDescriptor(tag)) return { action: 'clean', rule: 'E.1-1 Clean Descriptors' };
  const entry = tableE11.get(tag);
  if (options.dates === 'shift' && dateVrs.has(vr)) return { action: 'date', rule: 'E.1-1 Retain Modified Dates' };
  if (options.dates === 'shift' && vr === 'TM' && hasForm(element, timeForm))
    return { action: 'keep', rule: 'E.1-1 Retain Modified Dates' };
  if (entry && !(entry === 'X/Z/U*' && !isKept(element)))
    return { action: tableAction(tag, entry, kind === 'sequence'), rule: `E.1-1 ${entry}` };
  return stricter(element);
}

/** Resolves the actions of Table E.1-1a that leave a choice. */
function tableAction(tag: Tag, entry: TableAction, isSequence: boolean): Action {
  if (entry === 'U') return isSequence ? 'keep' : 'remap-uid';
  if (entry === 'X/Z/U*') return 'keep'; // images that an image refers to: kept, with the UIDs in their items remapped
  if (entry === 'X') return 'remove';
  if (type1.has(tag)) return 'dummy';
  if (entry === 'Z' || type2.has(tag)) return 'empty';
  if (entry === 'D') return isSequence ? 'remove' : 'dummy';
  return 'remove';
}

/** What the table does not name is kept only where it is known not to identify anybody. */
function stricter(element: Element): Judgement {
  if (element.vr === 'UI') return { action: 'remap-uid', rule: 'every UID that DICOM does not assign' };
  if (isKept(element)) return { action: 'keep', rule: 'needed and not identifying' };
  if (element.tag === '00080008' && element.kind === 'value') return { action: 'clean', rule: 'known words only' };
  return { action: type2.has(element.tag) ? 'empty' : 'remove', rule: 'not on the list of what reading needs' };
}

function hasForm(element: Element, form: RegExp): boolean {
  const values = textsOfElement(element, []);
  return values.length > 0 && values.every((value) => form.test(value));
}

function isRepeating(tag: Tag): boolean {
  const family = groupOf(tag) & 0xff00;
  return family === 0x5000 || family === 0x6000;
}
