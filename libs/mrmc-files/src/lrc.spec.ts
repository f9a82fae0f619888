import { describe, expect, test } from '@jest/globals';
import { readLrc } from './lrc.js';

const HEAD = 'A study\nAnn\n "film" CT\n L S\n';

describe('LABMRMC', () => {
  test('is read by reader and position; small ratings that mean the finding are turned', () => {
    const { readings, warnings } = readLrc(
      `${HEAD} 1 5 remark\n 2 4\n*\n 3 1\n*\n"Bo B"\n1 1\n1 2\n*\n4 2\n*\n#\nrest`,
    );
    expect(warnings).toEqual(['small ratings of treatment CT mean the finding: their sign is turned']);
    expect(readings).toHaveLength(12);
    expect(readings.slice(0, 2)).toEqual([
      { reader: 'Ann', treatment: 'film', case: 'normal 1', positive: false, rating: 1 },
      { reader: 'Ann', treatment: 'CT', case: 'normal 1', positive: false, rating: -5 },
    ]);
    expect(readings.at(-1)).toEqual({
      reader: 'Bo B',
      treatment: 'CT',
      case: 'abnormal 1',
      positive: true,
      rating: -2,
    });
  });

  test.each([
    ['A study\nAnn', 'the file ends before its treatments'],
    ['A study\nAnn\nfilm CT\nL\n', 'line 4: 1 of L or S for 2 treatments'],
    ['A study\nAnn\nfilm CT\nL X\n', 'line 4, CT: "X" is neither L nor S'],
    [`${HEAD}1 2\n*\n3\n*\n#`, 'line 7, treatment CT: is empty'],
    [`${HEAD}1 2\n*\n3 x\n*\n#`, 'line 7, treatment CT: "x" is no number'],
    [`${HEAD}1 2\n*\n3 4\n#`, 'line 8: reader Ann: no "*" ends the abnormal cases'],
    [`${HEAD}1 2\n`, 'reader Ann: no "*" ends the normal cases'],
    [
      `${HEAD}1 2\n*\n3 4\n*\nBo\n*\n3 4\n*\n#`,
      'line 9, reader Bo: 0 normal and 1 abnormal cases, the first reader has 1 and 1',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => readLrc(text)).toThrow(expect.objectContaining({ name: 'MrmcFileError', message }));
  });
});
