/** Every act of the reading room that has a key. */
export type Act =
  | 'present'
  | 'absent'
  | 'submit'
  | 'next-question'
  | 'previous-question'
  | 'ai'
  | 'mark'
  | 'window'
  | 'zoom'
  | 'pan'
  | 'slice-back'
  | 'slice-on'
  | 'layout'
  | 'lines'
  | 'reset'
  | 'pause'
  | 'instructions'
  | 'keys'
  | 'leave';

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

/** The keys, one each; capital letters stand for both. */
export const keyOf: Readonly<Record<Act, string>> = {
  present: 'Y',
  absent: 'N',
  submit: 'Enter',
  'next-question': 'J',
  'previous-question': 'K',
  ai: 'A',
  mark: 'F',
  window: 'W',
  zoom: 'Z',
  pan: 'G',
  'slice-back': 'ArrowUp',
  'slice-on': 'ArrowDown',
  layout: 'L',
  lines: 'X',
  reset: 'R',
  pause: 'P',
  instructions: 'I',
  keys: '?',
  leave: 'Escape',
};

const actOf = new Map(Object.entries(keyOf).map(([act, key]) => [key, act as Act]));
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
export function commandFor(press: KeyPress, focus: Focus): Command | null {
  if (press.alt || press.ctrl || press.meta || own[focus].test(press.key)) return null;
  if (/^[0-9]$/.test(press.key)) return press.repeat ? null : { act: 'digit', digit: Number(press.key) };
  const act = actOf.get(press.key.length === 1 ? press.key.toUpperCase() : press.key);
  if (!act || (press.repeat && !mayRepeat.has(act))) return null;
  return { act };
}
