import type { Element, Tag } from '../dataset.js';
import { textElement } from '../builder.js';
import { textsOfElement } from '../values.js';

/** Descriptors with `C` in column "Clean Desc. Opt." that tell readers and coordinators what a series is. */
const descriptors = new Set<Tag>(['00081030', '0008103E', '00181030']);

/** Words that say how and of what an image was made, and nobody's name. */
const plainWords = new Set(
  (
    'T1 T1W T2 T2W T2* PD PDW FLAIR STIR DWI DTI ADC SWI EPI BOLD SE TSE FSE SSFSE SS HASTE BSSFP SSFP TRUFI FIESTA BTFE TFE FFE ' +
    'GRE VIBE LAVA MPRAGE DIXON FS FATSAT SPAIR NEX NSA AX AXIAL TRA TRANSVERSE COR CORONAL SAG SAGITTAL OBL OBLIQUE LOC LOCALIZER ' +
    'LOCALISER SCOUT FETAL FETUS FOETAL BRAIN HEAD PELVIS ABDOMEN UTERUS MRI MR 2D 3D FAST SINGLE SHOT SINGLESHOT BREATHHOLD BH ' +
    'FREE BREATHING REPEAT RPT REP'
  ).split(' '),
);

/** True for a descriptor that the option Clean Descriptors keeps, cleaned. */
export function isDescriptor(tag: Tag): boolean {
  return descriptors.has(tag);
}

/** A descriptor of which only plain words and lengths (`3MM`) are left; undefined where none is. */
export function cleanedDescriptor(element: Element, characterSets: readonly string[]): Element | undefined {
  const words = textsOfElement(element, characterSets)
    .flatMap((text) => text.toUpperCase().split(/[^A-Z0-9*]+/))
    .filter((word) => plainWords.has(word) || /^[0-9]{1,2}MM$/.test(word));
  return words.length === 0 ? undefined : textElement(element.tag, element.vr, [words.join(' ')]);
}
