import { chinese, chineseWords } from './chinese.js';
import { english } from './english.js';
import { missingWords, overlay } from './overlay.js';

/** The product's name, and what is written alike. */
const same = new Set(['product']);

test('every English text has a Chinese one', () => {
  expect(missingWords(english, chineseWords, same)).toEqual([]);
});

test('Chinese texts are Chinese, and take the same values', () => {
  expect(chinese.reading.saved('10:42:07')).toBe('已保存 10:42:07');
  expect(chinese.reading.orientation).toEqual({ axial: '轴位', coronal: '冠状位', sagittal: '矢状位' });
  expect(chinese.progress.session(2)).toContain('2');
});

test('an overlay takes its own words first, the ones below where it has none, and keeps more codes', () => {
  const below = { a: 'one', deep: { b: 'two', c: 'three' }, codes: {} as Record<string, string> };
  expect(overlay(below, { deep: { b: 'zwei' }, codes: { x: 'neu' } })).toEqual({
    a: 'one',
    deep: { b: 'zwei', c: 'three' },
    codes: { x: 'neu' },
  });
  expect(missingWords(below, { deep: { b: 'zwei' } }, new Set(['a']))).toEqual(['deep.c']);
});
