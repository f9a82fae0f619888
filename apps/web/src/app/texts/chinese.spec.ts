import { chinese } from './chinese.js';
import { english } from './english.js';

test('every English text has a Chinese one, also those whose keys are codes, which types leave open', () => {
  expect(missingWords(english, chinese)).toEqual([]);
  expect(missingWords({ codes: { a: 'one', b: 'two' } }, { codes: { a: '一' } })).toEqual(['codes.b']);
});

test('Chinese texts are Chinese, and take the same values', () => {
  expect(chinese.reading.saved('10:42:07')).toBe('已保存 10:42:07');
  expect(chinese.reading.orientation).toEqual({ axial: '轴位', coronal: '冠状位', sagittal: '矢状位' });
  expect(chinese.progress.session(2)).toContain('2');
});

/** Paths of the words of `words` that `others` lacks. */
function missingWords(words: object, others: object, path: readonly string[] = []): string[] {
  const theirs = others as Readonly<Record<string, unknown>>;
  return Object.entries(words).flatMap(([key, word]) => {
    const other = theirs[key];
    const here = [...path, key];
    if (typeof word === 'object' && word !== null)
      return missingWords(word as object, typeof other === 'object' && other !== null ? other : {}, here);
    return other === undefined ? [here.join('.')] : [];
  });
}
