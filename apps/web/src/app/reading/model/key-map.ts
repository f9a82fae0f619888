import type { ReadingAct } from '@lectern/contracts';

/** Every act of the reading room that has a key. */
export type Act = ReadingAct;

export type Command = { readonly act: Act } | { readonly act: 'digit'; readonly digit: number };

/** A key press, wherever it was heard: in the page or in the viewer's frame. */
export interface KeyPress {
  readonly key: string;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly repeat: boolean;
}

/** What has the focus: number fields keep digits and editing keys, text fields keep everything, controls keep the keys that work them. */
export type Focus = 'none' | 'number' | 'text' | 'button' | 'scale';

/** Which key each act has; capital letters stand for both. */
export type Keys = Readonly<Record<Act, string>>;

/** The keys to begin with, one each. */
export const usualKeys: Keys = {
  present: 'Y',
  absent: 'N',
  submit: 'Enter',
  'next-question': 'J',
  'previous-question': 'K',
  ai: 'A',
  opacity: 'O',
  mark: 'F',
  extend: 'T',
  'erase-mark': 'E',
  'undo-mark': 'U',
  measure: 'M',
  window: 'W',
  preset: 'V',
  zoom: 'Z',
  pan: 'G',
  scroll: 'S',
  'slice-back': 'ArrowUp',
  'slice-on': 'ArrowDown',
  'next-stack': 'ArrowRight',
  'previous-stack': 'ArrowLeft',
  layout: 'L',
  lines: 'X',
  crosshair: 'C',
  reset: 'R',
  pause: 'P',
  instructions: 'I',
  report: 'B',
  keys: '?',
  leave: 'Escape',
};

const mayRepeat: ReadonlySet<Act> = new Set(['slice-back', 'slice-on']);
/** Keys by which a focused control itself is worked. */
const own: Readonly<Record<Focus, RegExp>> = {
  none: /^$/,
  number: /^([0-9.\-]|Backspace|Delete|Home|End|Arrow.*|Tab)$/,
  text: /^(?!Escape$)/,
  button: /^(Enter| |Tab)$/,
  scale: /^(Arrow.*|Home|End|PageUp|PageDown|Tab)$/,
};

/** What a key press asks for; null where it means nothing here or belongs to the focused control. */
export function commandFor(press: KeyPress, focus: Focus, keys: Keys = usualKeys): Command | null {
  if (press.alt || press.ctrl || press.meta || own[focus].test(press.key)) return null;
  if (/^[0-9]$/.test(press.key)) return press.repeat ? null : { act: 'digit', digit: Number(press.key) };
  const act = actOf(keys, nameOf(press.key));
  if (!act || (press.repeat && !mayRepeat.has(act))) return null;
  return { act };
}

/** A key as the map names it: letters large. */
const nameOf = (key: string): string => (key.length === 1 ? key.toUpperCase() : key);

const actOf = (keys: Keys, key: string): Act | undefined =>
  (Object.keys(keys) as Act[]).find((act) => keys[act] === key);

/** Acts whose key stays: it is the one that everything else is left by. */
const fixed: ReadonlySet<Act> = new Set(['leave']);
export const isEditable = (act: Act): boolean => !fixed.has(act);

/** Whether a key may stand for an act: letters, a question mark, arrows, Enter, function keys. Digits answer, Tab moves, Escape leaves. */
export const isBindable = (key: string): boolean => /^([a-z?]|Enter|Arrow(Up|Down|Left|Right)|F[1-9])$/i.test(key);

/** The map with another key for an act; the act that had this key takes the freed one. */
export function withKey(keys: Keys, act: Act, key: string): Keys {
  if (!isBindable(key) || !isEditable(act)) return keys;
  const wanted = nameOf(key);
  const other = actOf(keys, wanted);
  if (other !== undefined && !isEditable(other)) return keys;
  return { ...keys, ...(other !== undefined && { [other]: keys[act] }), [act]: wanted };
}
