import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeTime, crossedDesign, seededRandom, simulateTimes } from '@lectern/statistics';
import { readGrid, situations } from './grid.js';
import { appendResults, readResults, unfinished } from './results.js';
import { runSituation, timeDifference, type CellResult } from './run-situation.js';
import { tablePage, tabulate } from './table.js';

const grid = readGrid();
const all = situations(grid);
const cells = all.flatMap(({ id, methods }) => methods.map((method) => ({ situation: id, method })));

test('the grid is the one that was declared: 1,008 cells of at least 2,000 trials', () => {
  expect(grid.readers).toEqual([3, 5, 10]);
  expect(grid.cases).toEqual([25, 50, 100]);
  expect(grid.structures).toEqual(['HH', 'HL', 'LH', 'LL']);
  expect(grid.areas).toEqual([0.7, 0.855, 0.96]);
  expect(grid.designs).toEqual(['crossed', 'split-plot']);
  expect(grid.trials).toBeGreaterThanOrEqual(2000);
  expect(cells).toHaveLength(3 * 3 * (4 * 3 * (7 + 2) + 2 * 2));
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
});

describe('committed results', () => {
  const results = readResults();

  test('hold every cell, none failed', () => {
    expect(unfinished(grid, all, results)).toEqual([]);
    expect(results.filter(({ failed }) => failed > 0)).toEqual([]);
    expect(tabulate(grid, all, results).sound).toBe(true);
  });

  test('are what the committed table prints', () => {
    const table = readFileSync(new URL('./table.md', import.meta.url), 'utf8');
    expect(tablePage(grid, tabulate(grid, all, results))).toBe(table);
    expect(table).toContain(grid.declared);
  });

  test.each([
    'ratings/crossed/3x25+25/HH/0.7',
    'ratings/split-plot/5x25+25/LH/0.96',
    'times/crossed/3x25+25',
    'times/split-plot/5x25+25',
  ])('%s: the first trials, run again, reject as often', (id) => {
    const situation = all.find((one) => one.id === id)!;
    for (const { method, rejected } of runSituation(grid, situation, grid.firstTrials)) {
      const committed = results.find((one) => one.situation === id && one.method === method)!;
      expect([method, rejected]).toEqual([method, committed.rejectedFirst]);
    }
  });
});

test('times are tested by the primary model of analyzeTime', () => {
  const design = crossedDesign({ readers: 4, negatives: 10, positives: 10 });
  const { mean, period, standardDeviations } = grid.timeModel;
  const reads = simulateTimes(design, { means: [mean, mean], period, standardDeviations }, seededRandom('times'));
  const [ratio] = analyzeTime(
    reads.map((read) => ({
      reader: `${read.reader}`,
      case: `${read.case}`,
      condition: `${read.condition}`,
      period: `${read.period}`,
      seconds: { active: read.seconds },
    })),
  ).ratios;
  const tested = timeDifference(reads);
  if (tested.status !== 'estimated' || ratio?.result.status !== 'estimated') throw new Error('not estimable');
  expect(tested.p).toBeCloseTo(ratio.result.p, 9);
  expect(tested.estimate).toBeCloseTo(ratio.result.logEstimate, 9);
});

describe('the table', () => {
  const small = { ...grid, trials: 100 };
  const result = (cell: { situation: string; method: string }, more: Partial<CellResult> = {}): CellResult => ({
    ...{ ...cell, trials: 100, rejected: 5, notEstimable: 0, reasons: {}, failed: 0, failures: [] },
    ...{ rejectedFirst: 5, meanDifference: 0, sdDifference: 1, meanSe: 1, ...more },
  });
  const everything = cells.map((cell) => result(cell));

  test('flags rates outside the range as the method’s property, and stays sound', () => {
    const [first, second, ...rest] = everything as [CellResult, CellResult, ...CellResult[]];
    const { lines, conclusion, sound } = tabulate(small, all, [
      { ...first, rejected: 7 },
      { ...second, rejected: 3, notEstimable: 2 },
      ...rest,
    ]);
    expect(sound).toBe(true);
    expect(lines.join('\n')).toContain('0.070+');
    expect(lines.join('\n')).toContain('0.030- (2 n.e.)');
    expect(conclusion).toBe(
      '1008 of 1008 cells, 100800 analyses: type I error within [0.04, 0.06] in 1006, below in 1, above in 1; ' +
        '2 analyses not estimable; 0 cells failed, 0 missing',
    );
  });

  test('is not sound with a missing or failed cell', () => {
    expect(tabulate(small, all, everything.slice(1))).toMatchObject({ sound: false });
    const failed = everything.map((one, i) => (i === 3 ? { ...one, failed: 1 } : one));
    expect(tabulate(small, all, failed)).toMatchObject({ sound: false });
  });
});

test('a method declared later is run alone, on the same studies', () => {
  const tiny = { ...grid, trials: 3, firstTrials: 1 };
  const [first] = all as [(typeof all)[number]];
  const whole = runSituation(tiny, first);
  const [missing, ...known] = whole as [CellResult, ...CellResult[]];
  const [left] = unfinished(tiny, all, known);
  expect(left).toEqual({ ...first, methods: [missing.method] });
  expect(runSituation(tiny, left!)).toEqual([missing]);
});

test('a run that was cut off is taken up where it ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-validate-'));
  const path = join(folder, 'results.jsonl');
  const [first, second] = all as [(typeof all)[number], (typeof all)[number]];
  const tiny = { ...grid, trials: 3, firstTrials: 1 };
  appendResults(runSituation(tiny, first), path);
  writeFileSync(path, '{"situation":"cut o', { flag: 'a' });
  expect(unfinished(tiny, all, readResults(path))).toHaveLength(all.length - 1);
  appendResults(runSituation(tiny, second), path);
  expect(unfinished(tiny, all, readResults(path))).toHaveLength(all.length - 2);
  rmSync(folder, { recursive: true });
});
