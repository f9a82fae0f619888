import { describe, expect, test } from '@jest/globals';
import '../golden/reference.js';
import { cellOf, isEstimated, mrmcData, type Reading } from '../data/index.js';
import { empiricalAuc, sensitivity } from '../figures/index.js';
import { analyzeMrmc } from './analyze-mrmc.js';
import { dorfmanBerbaumMetz } from './dbm.js';
import { designOf } from './design.js';
import { compareStandalone } from './standalone.js';
import { toyRows, toyStudy } from './testing.js';

const STUDY = { readers: 4, treatments: 2, negatives: 20, positives: 15, seed: 12 };
const rows = toyRows(STUDY);

describe('designs', () => {
  const [half, readerHalf] = [
    (row: Reading) => Number(row.case.slice(1)) % 2,
    (row: Reading) => Number(row.reader.slice(1)) % 2,
  ];

  test.each<[string, Reading[]]>([
    ['crossed', rows],
    ['split-plot', rows.filter((row) => half(row) === readerHalf(row))],
    ['cases-nested-in-readers', rows.map((row) => ({ ...row, case: `${row.reader}${row.case}` }))],
    ['cases-nested-in-treatments', rows.map((row) => ({ ...row, case: `${row.treatment}${row.case}` }))],
    ['readers-nested-in-treatments', rows.map((row) => ({ ...row, reader: `${row.treatment}${row.reader}` }))],
    ['incomplete', rows.slice(1)],
    ['irregular', rows.filter((row) => row.reader !== 'r0' || row.treatment !== 't1')],
  ])('%s is told from who read what', (design, reads) => expect(designOf(mrmcData(reads))).toBe(design));
});

describe('what the data do not determine', () => {
  test('a class of one case: no variance, and a reason that names the cell', () => {
    const single = rows.filter((row) => !row.positive || row.case === 'c0');
    for (const covariance of ['delong', 'jackknife', 'unbiased'] as const) {
      const { differences, readers } = analyzeMrmc(mrmcData(single), { figure: empiricalAuc, covariance });
      expect(differences.map((one) => one.status)).not.toContain('estimated');
      expect(readers[0]).toMatchObject({
        status: 'not-estimable',
        reason: expect.stringContaining('reader r0, treatment t0'),
      });
    }
    expect(analyzeMrmc(mrmcData(single), { figure: empiricalAuc, method: 'ustat' }).differences[0]).toMatchObject({
      status: 'not-estimable',
      reason: 'needs at least two cases of each class',
    });
  });

  test('an empty class in one cell: that reader is not estimable, the others are', () => {
    const gap = rows.filter((row) => !(row.positive && row.reader === 'r1' && row.treatment === 't0'));
    const result = analyzeMrmc(mrmcData(gap), { figure: empiricalAuc });
    expect(result.differences[0]).toMatchObject({ reason: 'reader r1, treatment t0: no positive case' });
    expect(result.readers.filter((one) => one.status === 'estimated')).toHaveLength(7);
    const pooled = analyzeMrmc(mrmcData(gap), { figure: empiricalAuc, method: 'ustat' });
    expect(pooled.differences[0]!.status).toBe('estimated');
    expect(pooled.warnings).toContain('reader r1, treatment t0 is left out: no positive case');
  });

  test('an empty cell: Obuchowski-Rockette has no table, U-statistics pool what is there', () => {
    const gap = mrmcData(rows.filter((row) => row.reader !== 'r0' || row.treatment !== 't1'));
    expect(analyzeMrmc(gap, { figure: empiricalAuc }).differences[0]!.status).toBe('not-estimable');
    expect(analyzeMrmc(gap, { figure: empiricalAuc, method: 'ustat' }).differences[0]!.status).toBe('estimated');
  });

  test('ratings that are all the same: an area of one half without variance', () => {
    const flat = mrmcData(rows.map((row) => ({ ...row, rating: 3 })));
    const result = analyzeMrmc(flat, { figure: empiricalAuc });
    expect(result.readers[0]).toMatchObject({ estimate: 0.5, se: 0 });
    expect(result.differences[0]).toMatchObject({ reason: 'the variance is estimated as zero' });
  });

  test('one reader: cases alone are random, by both methods', () => {
    const alone = mrmcData(rows.filter((row) => row.reader === 'r0'));
    const or = analyzeMrmc(alone, { figure: empiricalAuc, covariance: 'unbiased' });
    const u = analyzeMrmc(alone, { figure: empiricalAuc, method: 'ustat' });
    const fixed = or.differences.find((one) => one.analysis === 'FRRC')!;
    expect(or.differences[0]).toMatchObject({ analysis: 'RRRC', status: 'not-estimable' });
    expect(u.differences[0]).toAgree({ ...fixed });
    expect(u.treatments).toAgree(
      or.treatments.map((one) => ({ ...(one as object), ci: undefined })).map(({ ci: _, ...rest }) => rest),
    );
  });

  test('pseudovalues of a study that is not crossed', () => {
    expect(dorfmanBerbaumMetz(mrmcData(rows.slice(1)), { figure: empiricalAuc }).status).toBe('not-estimable');
  });
});

describe('methods agree where they must', () => {
  test('averages: readers equal and pairs are one in a crossed study, and readers equal is the mean of figures', () => {
    const options = { figure: empiricalAuc, method: 'ustat' } as const;
    const crossed = mrmcData(rows);
    expect(analyzeMrmc(crossed, { ...options, weighting: 'readers' }).differences).toAgree(
      analyzeMrmc(crossed, options).differences,
    );
    const incomplete = mrmcData(rows.filter((_, i) => i % 11 !== 0));
    const equal = analyzeMrmc(incomplete, { ...options, weighting: 'readers' });
    const or = analyzeMrmc(incomplete, { figure: empiricalAuc, covariance: 'unbiased' });
    expect(equal.treatments).toAgree(
      or.treatments.map((one) => ({ estimate: one.status === 'estimated' ? one.estimate : 0 })),
    );
    expect(analyzeMrmc(incomplete, options).treatments[0]).not.toMatchObject({
      estimate: (equal.treatments[0] as { estimate: number }).estimate,
    });
  });

  test('DBM with random readers and cases is OR with jackknife covariance', () => {
    for (const figure of [empiricalAuc, sensitivity(1)]) {
      const or = analyzeMrmc(mrmcData(rows), { figure, covariance: 'jackknife' });
      const dbm = dorfmanBerbaumMetz(mrmcData(rows), { figure });
      if (!isEstimated(dbm)) throw new Error(dbm.reason);
      expect(dbm.differences[0]).toAgree({ ...or.differences[0] });
      expect(dbm.tests[0]).toAgree({ ...or.tests[0] });
    }
  });

  test('readers nested in treatments, each with cases of his own, are two samples: the pooled t test', () => {
    const own = mrmcData(
      rows.map((row) => ({
        ...row,
        reader: `${row.treatment}${row.reader}`,
        case: `${row.treatment}${row.reader}${row.case}`,
      })),
    );
    const result = analyzeMrmc(own, { figure: empiricalAuc });
    const areas = (treatment: string): number[] =>
      result.readers
        .filter((one) => one.treatment === treatment)
        .map((one) => (one.status === 'estimated' ? one.estimate : 0));
    const [x, y] = [areas('t0'), areas('t1')];
    const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
    const squares = (list: number[]): number => list.reduce((sum, value) => sum + (value - mean(list)) ** 2, 0);
    const pooled = (squares(x) + squares(y)) / 6;
    expect(result.differences[0]).toAgree({ estimate: mean(x) - mean(y), se: Math.sqrt(pooled / 2), df: 6 });
  });

  test('AI alone against readers is the analysis of two treatments in one of which every reader is the AI', () => {
    const ai = toyRows({ ...STUDY, readers: 1, treatments: 1, seed: 99 });
    const truth = new Map(rows.map((row) => [row.case, row.positive]));
    const aiRows = ai.map((row) => ({ ...row, reader: 'AI', treatment: 'alone', positive: truth.get(row.case)! }));
    const readers = rows.filter((row) => row.treatment === 't0');
    const together = mrmcData([...readers, ...aiRows]);
    const twins = mrmcData([
      ...readers,
      ...readers.map((row) => ({
        ...row,
        treatment: 'alone',
        rating: aiRows.find((one) => one.case === row.case)!.rating,
      })),
    ]);
    const result = compareStandalone(together, {
      figure: empiricalAuc,
      ai: { reader: 'AI', treatment: 'alone' },
      treatment: 't0',
    });
    if (!isEstimated(result)) throw new Error(result.reason);
    const peer = analyzeMrmc(twins, { figure: empiricalAuc });
    const { a, b, ...first } = peer.differences[0]!;
    expect([a, b]).toEqual(['t0', 'alone']);
    const others = peer.differences.slice(1).map(({ a: _, b: __, ...rest }) => rest);
    expect(result.differences).toAgree([first, ...others]);
    expect(result.ai.estimate).toAgree(peer.treatments[1]!.status === 'estimated' ? peer.treatments[1]!.estimate : 0);
  });

  test('three treatments: each pair, one error term', () => {
    const result = analyzeMrmc(toyStudy({ ...STUDY, treatments: 3 }), { figure: empiricalAuc });
    const pairs = result.differences.filter((one) => one.analysis === 'RRRC');
    expect(pairs.map(({ a, b }) => `${a}-${b}`)).toEqual(['t0-t1', 't0-t2', 't1-t2']);
    expect(new Set(pairs.map((one) => (one.status === 'estimated' ? one.se : 0))).size).toBe(1);
    expect(result.tests.find((one) => one.analysis === 'RRRC')).toMatchObject({ df1: 2 });
  });

  test('cells are numbered treatment by treatment', () => {
    expect(cellOf(mrmcData(rows), 1, 2)).toBe(6);
  });
});
