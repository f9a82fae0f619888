import { MrmcFileError } from '@lectern/mrmc-files';
import { analyseFile, readerValue, usualChoices } from './file-analysis.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const readers = ['A', 'B', 'C'];
/** Two treatments; under the second the positives are rated higher. */
const csv = [
  'reader,treatment,case,truth,rating',
  ...readers.flatMap((reader, r) =>
    ['plain', 'aided'].flatMap((treatment, t) =>
      Array.from({ length: 12 }, (_, c) => {
        const positive = c % 2;
        const rating = ((c * 7 + r * 3) % 10) + positive * (2 + 4 * t);
        return `${reader},${treatment},${c},${positive},${rating}`;
      }),
    ),
  ),
].join('\n');

test('a long table becomes estimates, differences and curves of every reader with their average', async () => {
  const analysis = await analyseFile('reads.csv', bytes(csv), usualChoices);
  expect(analysis.counts).toEqual({ readers: 3, treatments: ['plain', 'aided'], cases: 12, positives: 6, reads: 72 });
  expect(analysis.figures).toEqual(['auc', 'sensitivity', 'specificity']);
  expect(analysis.result.design).toBe('crossed');
  expect(analysis.result.differences.map(({ analysis: of }) => of)).toEqual(['RRRC', 'FRRC', 'RRFC']);
  expect(analysis.curves.filter(({ reader }) => reader === null)).toHaveLength(2);
  expect(analysis.curves.filter(({ reader }) => reader !== null)).toHaveLength(6);
  expect(readerValue(analysis.result, 'A', 'aided')).toBeGreaterThan(readerValue(analysis.result, 'A', 'plain') ?? 1);
  expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis); // plain data: it crosses to the page and into a file
});

test('a decision at a threshold, by U-statistics', async () => {
  const choices = { ...usualChoices, figure: 'sensitivity', threshold: 6, method: 'ustat' } as const;
  const { result, pilot } = await analyseFile('reads.csv', bytes(csv), choices);
  expect([result.metric, result.method]).toEqual(['sensitivity(rating>=6)', 'ustat']);
  expect(pilot).toMatchObject({ status: 'estimated', cases: 6 });
});

test('a figure that the file cannot give falls back on one that it can', async () => {
  const { figure } = await analyseFile('reads.csv', bytes(csv), { ...usualChoices, figure: 'wafroc' });
  expect(figure).toBe('auc');
});

test('a bad cell is refused by line and field', async () => {
  const broken = csv.replace('A,plain,3,1,', 'A,plain,3,1,many');
  await expect(analyseFile('reads.csv', bytes(broken), usualChoices)).rejects.toThrow(MrmcFileError);
  await expect(analyseFile('reads.csv', bytes(broken), usualChoices)).rejects.toMatchObject({
    place: 'line 5',
    field: 'rating',
  });
});
