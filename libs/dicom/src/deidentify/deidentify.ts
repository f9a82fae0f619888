import { elementOf, textElement } from '../builder.js';
import type { Dataset, Element, Tag } from '../dataset.js';
import { isPrivate } from '../dataset.js';
import type { Part10 } from '../part10.js';
import { isWellKnownUid } from '../uid.js';
import { characterSetsOf, textOf, textsOfElement } from '../values.js';
import { shiftDate } from './dates.js';
import { cleanedDescriptor } from './descriptors.js';
import { cleanedImageType } from './kept-attributes.js';
import { KeyedNames } from './keyed-names.js';
import { methodElements } from './method.js';
import type { Action, ProfileOptions } from './profile.js';
import { judge } from './profile.js';
import { isSafePrivate } from './safe-private.js';

export interface DeidentifyOptions {
  /** At least 32 secret bytes, the same for all that must stay linked. Whoever has it can test guesses: guard it. */
  readonly key: Uint8Array;
  /** `remove` by the basic profile; `shift` by a number of days that is the patient's own. Default `remove`. */
  readonly dates?: ProfileOptions['dates'];
  /** Keeps sex, age, size and weight where they have their proper form. Default false. */
  readonly retainPatientCharacteristics?: boolean;
  /** Keeps what a fixed vocabulary knows of series, study and protocol names. Default false. */
  readonly cleanDescriptors?: boolean;
  /** Keeps the numbers of private attributes that PS3.15 lists as safe. Default false. */
  readonly retainSafePrivate?: boolean;
}

/** One attribute that was touched; never a value. The path is `TAG` or `TAG[item].TAG` inside sequences. */
export interface TouchedTag {
  readonly path: string;
  readonly action: Exclude<Action, 'keep'>;
  readonly rule: string;
}

export interface Deidentified {
  readonly part10: Part10;
  /** The irreversible key that stands in PatientID. */
  readonly patientKey: string;
  readonly touched: readonly TouchedTag[];
}

const shortestKey = 32;

/**
 * Removes identity from one object by the basic profile of PS3.15, Annex E (edition: `tableEdition`), and stricter: of
 * what the table does not name, only what reading needs is kept, where its value has a form that identifies nobody. All UIDs but DICOM's own are replaced by keyed ones, in references too,
 * so a case stays whole. Preamble and file meta information are made anew when the result is written. Pixels are not
 * looked at: burned-in text is for intake to refuse.
 *
 * @throws RangeError for a key shorter than 32 bytes
 */
export function deidentify(part10: Part10, options: DeidentifyOptions): Deidentified {
  return deidentifier(options)(part10);
}

/** As {@link deidentify}, for objects that belong together: what stands for a name that they share is worked out once. @throws RangeError for a key shorter than 32 bytes */
export function deidentifier(options: DeidentifyOptions): (part10: Part10) => Deidentified {
  if (options.key.length < shortestKey) throw new RangeError(`the key must be at least ${shortestKey} bytes long`);
  const names = new KeyedNames(options.key);
  const profile: ProfileOptions = {
    dates: options.dates ?? 'remove',
    retainPatientCharacteristics: options.retainPatientCharacteristics ?? false,
    cleanDescriptors: options.cleanDescriptors ?? false,
    retainSafePrivate: options.retainSafePrivate ?? false,
  };
  const method = methodElements(profile);
  return ({ dataset, transferSyntax }) => {
    const patientId = textOf(dataset, '00100020') ?? textOf(dataset, '0020000D') ?? '';
    const { patientKey, offsetDays } = names.patient(patientId, textOf(dataset, '00100021'));
    const pass = new Pass(names, profile, offsetDays, characterSetsOf(dataset));
    const cleaned = new Map(pass.clean(dataset, ''));
    cleaned.set('00100020', textElement('00100020', 'LO', [patientKey]));
    for (const element of method) cleaned.set(element.tag, element);
    return { part10: { meta: new Map(), dataset: cleaned, transferSyntax }, patientKey, touched: pass.touched };
  };
}

class Pass {
  readonly touched: TouchedTag[] = [];

  constructor(
    private readonly names: KeyedNames,
    private readonly profile: ProfileOptions,
    private readonly offsetDays: number,
    private readonly characterSets: readonly string[],
  ) {}

  clean(dataset: Dataset, path: string): Dataset {
    const kept = new Map<Tag, Element>();
    for (const element of dataset.values()) {
      if (element.tag.endsWith('0000')) continue; // group lengths: the writer has none
      if (this.profile.retainSafePrivate && isPrivate(element.tag) && isSafePrivate(dataset, element)) {
        kept.set(element.tag, element);
        continue;
      }
      const cleaned = this.element(element, path + element.tag);
      if (cleaned) kept.set(cleaned.tag, cleaned);
    }
    return kept;
  }

  private element(element: Element, path: string): Element | undefined {
    const { action, rule } = judge(element, this.profile);
    if (action === 'keep') return this.descend(element, path);
    const result = this.apply(element, action);
    if (result !== element) this.touched.push({ path, action, rule });
    return result;
  }

  private descend(element: Element, path: string): Element {
    if (element.kind !== 'sequence') return element;
    return { ...element, items: element.items.map((item, index) => this.clean(item, `${path}[${index}].`)) };
  }

  private apply(element: Element, action: Exclude<Action, 'keep'>): Element | undefined {
    switch (action) {
      case 'remove':
        return undefined;
      case 'empty':
        return element.kind === 'sequence'
          ? { ...element, items: [] }
          : { kind: 'value', tag: element.tag, vr: element.vr, bytes: new Uint8Array(0) };
      case 'dummy':
        return dummyOf(element);
      case 'remap-uid':
        return this.remap(element);
      case 'clean':
        return element.tag === '00080008' ? cleanedImageType(element) : cleanedDescriptor(element, this.characterSets);
      case 'date':
        return textElement(
          element.tag,
          element.vr,
          textsOfElement(element, []).map((date) => shiftDate(date, this.offsetDays)),
        );
    }
  }

  private remap(element: Element): Element | undefined {
    if (element.vr !== 'UI') return undefined; // a UID under another VR cannot be told from other content
    const uids = textsOfElement(element, []);
    if (uids.every((uid) => uid === '' || isWellKnownUid(uid))) return element;
    return textElement(
      element.tag,
      'UI',
      uids.map((uid) => (uid === '' || isWellKnownUid(uid) ? uid : this.names.uid(uid))),
    );
  }
}

/** A value that says nothing and that the VR allows. */
function dummyOf({ tag, vr }: Element): Element | undefined {
  const values: Readonly<Record<string, string | number>> = {
    DA: '19000101', TM: '000000', DT: '19000101000000', PN: 'REMOVED', AS: '000Y', IS: '0', DS: '0',
    AE: 'REMOVED', CS: 'REMOVED', LO: 'REMOVED', LT: 'REMOVED', SH: 'REMOVED', ST: 'REMOVED', UC: 'REMOVED', UT: 'REMOVED',
    US: 0, SS: 0, UL: 0, SL: 0, FL: 0, FD: 0,
  }; // prettier-ignore
  const value = values[vr];
  return value === undefined ? undefined : elementOf(tag, vr, value);
}
