import { textElement } from '../builder.js';
import type { Element, Tag, Vr } from '../dataset.js';
import { mostValuesOf, vrOfTag } from '../dictionary.js';
import { isNumeric, numbersOfElement, textsOfElement } from '../values.js';

/**
 * What a value must look like to be kept. `number`: any number of less than six digits before the point; `reference`: items of
 * which the same list keeps what it names; `pixels`: the samples themselves.
 */
type Form = 'number' | 'reference' | 'pixels' | ReadonlySet<string>;

const terms = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const numbers = (tags: string): [Tag, Form][] =>
  tags
    .trim()
    .split(/\s+/)
    .map((tag) => [tag, 'number']);

/** Words of Image Type (0008,0008) and Frame Type of MR and CT, by PS3.3 and by the three large vendors. */
const imageTypes = terms(
  'ORIGINAL DERIVED PRIMARY SECONDARY OTHER AXIAL LOCALIZER M P R I FFE SE IR TSE M_FFE M_SE M_IR ND NORM DIS2D DIS3D FM MFSPLIT ' +
    'MPR MIN_IP MAX_IP MOSAIC DIFFUSION ADC TRACEW FA MAGNITUDE PHASE REAL IMAGINARY MIXED T1 T2 PROTON_DENSITY NONE PROPELLER ' +
    'PROJECTION RESAMPLED REFORMATTED AVERAGE FIL FILTERED CSA SCALED PRESCAN MOCO SUB ADD UNSPECIFIED VOLUME STATIC SHIM',
);

/**
 * The attributes of an image that reading, measuring and models need, each with the form in which it identifies nobody. All others
 * go, whatever their name: identity is found in any attribute.
 */
const kept: ReadonlyMap<Tag, Form> = new Map<Tag, Form>([
  ['00080005', /* Specific Character Set */ terms('ISO_IR\u00a0100 ISO_IR\u00a0192')],
  ['00080008', imageTypes],
  ['00080060', terms('MR CT')],
  ['00080070', /* Manufacturer, spaces written as underscores */ terms('SIEMENS SIEMENS_HEALTHINEERS GE_MEDICAL_SYSTEMS PHILIPS PHILIPS_MEDICAL_SYSTEMS TOSHIBA CANON_MEC CANON UIH HITACHI FUJIFILM')],
  ['00180015', /* Body Part Examined */ terms('HEAD BRAIN ABDOMEN PELVIS UTERUS FETUS WHOLEBODY')],
  ['00180020', terms('SE IR GR EP RM')],
  ['00180021', terms('SK MTC SS TRSS SP MP OSP NONE')],
  ['00180022', terms('PER RG CG PPG FC PFF PFP SP FS CT SAT1 SAT2 GEMS_SAT FAST_GEMS EDR_GEMS SS_GEMS ACC_GEMS FILTERED_GEMS IR NONE')],
  ['00180023', terms('2D 3D')],
  ['00180025', terms('Y N')],
  ['00181312', terms('ROW COL COLUMN')],
  ['00185100', terms('HFP HFS HFDR HFDL FFDR FFDL FFP FFS LFP LFS RFP RFS AFP AFS PFP PFS')],
  ['00189004', terms('RESEARCH PRODUCT SERVICE')],
  ['00200060', terms('L R')],
  ['00280004', terms('MONOCHROME1 MONOCHROME2')],
  ['00280301', terms('NO')],
  ['00281054', terms('US HU NORMALIZED')],
  ['00281056', terms('LINEAR LINEAR_EXACT SIGMOID')],
  ['00282110', terms('00 01')],
  ['00282114', terms('ISO_10918_1 ISO_14495_1 ISO_15444_1 ISO_15444_15')],
  ['20500020', terms('IDENTITY INVERSE')],
  ['00081140', 'reference'],
  ['00082112', 'reference'],
  ['00081160', 'number'],
  ['7FE00010', 'pixels'],
  ...numbers(`
    00180050 00180080 00180081 00180082 00180083 00180084 00180086 00180087 00180088 00180089 00180091 00180093 00180094 00180095
    00180060 00181090 00181310 00181314 00181316 00181100 00181151 00181152 00189073 00189087
    00200011 00200012 00200013 00200032 00200037 00200100 00200105 00201002 00201041
    00280002 00280006 00280010 00280011 00280030 00280034 00280100 00280101 00280102 00280103 00280106 00280107 00280108 00280109
    00280120 00280121 00281050 00281051 00281052 00281053 00282112
  `),
]); // prettier-ignore

/** Image Type (0008,0008) with each value that is not a known word replaced. */
export function cleanedImageType(element: Element): Element {
  const values = textsOfElement(element, []).map((value) => (imageTypes.has(value.toUpperCase()) ? value : 'OTHER'));
  return textElement(element.tag, 'CS', values);
}

/** True where an attribute is on the list and all its values have the form that it allows. */
export function isKept(element: Element): boolean {
  const form = kept.get(element.tag);
  if (form === undefined) return false;
  if (form === 'pixels') return element.kind === 'fragments' || /^O[BW]$/.test(element.vr);
  if (form === 'reference') return element.kind === 'sequence';
  if (form === 'number') return isPlainNumbers(element, vrOfTag(element.tag), mostValuesOf(element.tag));
  if (element.kind !== 'value' || isNumeric(element.vr)) return false;
  return textsOfElement(element, []).every((value) => value === '' || form.has(asTerm(value, element.tag)));
}

/** Greater numbers can be telephone, record or security numbers; binary ones far from 1 can be text. */
const [least, most] = [1e-30, 1e5];
/** Two letters as a 16-bit number are at least this; a list of such numbers could be text. */
const leastLetters = 0x2020;

/** True for at most `count` numbers, in the VR of the dictionary, too small for an identifier and not made of letters. */
export function isPlainNumbers(element: Element, vr: Vr, count: number): boolean {
  const ofVr = element.vr === vr || (/^[US]S$/.test(element.vr) && /^[US]S$/.test(vr));
  if (!ofVr || !isNumeric(vr)) return false;
  const texts = /^[DI]S$/.test(vr) ? textsOfElement(element, []) : [];
  const wellFormed = texts.every((text) => /^([+-]?[0-9]*\.?[0-9]*([eE][+-]?[0-9]{1,2})?)?$/.test(text));
  const values = numbersOfElement(element);
  const listed = values.length > 1 && /^[US]S$/.test(vr) ? leastLetters : most;
  const small = values.every(
    (value) => Number.isNaN(value) || value === 0 || (Math.abs(value) > least && Math.abs(value) < listed),
  );
  return wellFormed && values.length <= count && small;
}

/** Manufacturers and character sets have spaces in them and are written in upper and lower case. */
function asTerm(value: string, tag: Tag): string {
  const upper = value.toUpperCase();
  if (tag === '00080005') return upper.replaceAll(' ', '\u00a0');
  return tag === '00080070' ? upper.replaceAll(' ', '_') : upper;
}
