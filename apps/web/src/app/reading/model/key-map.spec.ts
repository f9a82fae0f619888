import { commandFor, usualKeys, withKey, type KeyPress } from './key-map.js';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  alt: false,
  ctrl: false,
  meta: false,
  repeat: false,
  ...more,
});

test('no key means two things, and no digit is taken', () => {
  const keys = Object.values(usualKeys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => /^\d$/.test(key))).toEqual([]);
});

test('letters mean the same small and capital', () => {
  expect(commandFor(press('y'), 'none')).toEqual({ act: 'present' });
  expect(commandFor(press('Y'), 'none')).toEqual({ act: 'present' });
});

test('shortcuts of the browser stay its', () => {
  expect(commandFor(press('r', { ctrl: true }), 'none')).toBeNull();
  expect(commandFor(press('a', { meta: true }), 'none')).toBeNull();
});

test('a held key decides and submits once; slices go on', () => {
  expect(commandFor(press('Enter', { repeat: true }), 'none')).toBeNull();
  expect(commandFor(press('4', { repeat: true }), 'none')).toBeNull();
  expect(commandFor(press('ArrowDown', { repeat: true }), 'none')).toEqual({ act: 'slice-on' });
});

test('a number field keeps digits and arrows, and lets letters and Enter through', () => {
  expect(commandFor(press('7'), 'number')).toBeNull();
  expect(commandFor(press('ArrowUp'), 'number')).toBeNull();
  expect(commandFor(press('n'), 'number')).toEqual({ act: 'absent' });
  expect(commandFor(press('Enter'), 'number')).toEqual({ act: 'submit' });
});

test('a text field keeps everything but Escape', () => {
  expect(['y', '1', 'Enter', '?'].map((key) => commandFor(press(key), 'text'))).toEqual([null, null, null, null]);
  expect(commandFor(press('Escape'), 'text')).toEqual({ act: 'leave' });
});

test('a focused button keeps Enter, or it would act twice', () => {
  expect(commandFor(press('Enter'), 'button')).toBeNull();
  expect(commandFor(press('3'), 'button')).toEqual({ act: 'digit', digit: 3 });
});

test('another key is obeyed in place of the usual one, and the act that had it takes the freed one', () => {
  const keys = withKey(usualKeys, 'present', 'k');
  expect(commandFor(press('k'), 'none', keys)).toEqual({ act: 'present' });
  expect(commandFor(press('y'), 'none', keys)).toEqual({ act: 'previous-question' });
  expect(new Set(Object.values(keys)).size).toBe(Object.values(keys).length);
});

test('digits, Tab and Escape are no keys of acts, and leaving keeps its own', () => {
  for (const key of ['5', 'Tab', 'Escape', ' ']) expect(withKey(usualKeys, 'pause', key)).toBe(usualKeys);
  expect(withKey(usualKeys, 'leave', 'Q')).toBe(usualKeys);
});
