import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { endpointForests, readerForest } from './forests.js';

const estimated = (estimate: number, ci: [number, number] | null = null) => ({
  status: 'estimated' as const,
  ...{ estimate, ci, se: null, df: null, statistic: null, p: null },
});
const endpoint = (change: Partial<EndpointResult>): EndpointResult => ({
  ...{ id: 'auc', figure: 'auc', role: 'primary', title: 'AUC', unit: null, method: '', source: '' },
  ...{ conditions: [], readers: [], set: null, hypothesis: null, beside: [], warnings: [] },
  comparison: { kind: 'difference', from: 'a', to: 'b', value: estimated(0.05, [0.01, 0.09]) },
  ...change,
});
const of = (...values: [number, number, number][]) =>
  values.flatMap(([reader, before, after]) => [
    { reader, condition: 'a', value: estimated(before) },
    { reader, condition: 'b', value: estimated(after) },
  ]);
const names = { reader: (number: number) => `Reader ${number}`, pooled: 'All readers' };

test('endpoints of one kind and unit share an axis; one that cannot be estimated has no row', () => {
  const ratio = { kind: 'ratio' as const, from: 'a', to: 'b', value: estimated(0.8, [0.7, 0.9]) };
  const endpoints = [
    endpoint({}),
    endpoint({ title: 'Time', unit: 's', comparison: ratio }),
    endpoint({ title: 'Sensitivity' }),
    endpoint({ title: 'Confidence', unit: 'points' }),
    endpoint({ title: 'FROC', comparison: { ...ratio, value: { status: 'not-estimable', reason: 'no marks' } } }),
  ];
  const forests = endpointForests({ endpoints } as unknown as StudyAnalysis);
  expect(forests.map(({ kind, unit, rows }) => [kind, unit, rows.map(({ name }) => name)])).toEqual([
    ['difference', null, ['AUC', 'Sensitivity']],
    ['ratio', null, ['Time']],
    ['difference', 'points', ['Confidence']],
  ]);
});

test('each reader’s change stands above the pooled one; a reader without one of the two has none', () => {
  const readers = [...of([2, 0.8, 0.9], [1, 0.7, 0.6]), { reader: 3, condition: 'a', value: estimated(0.5) }];
  const forest = readerForest(endpoint({ readers }), names);
  expect(forest?.rows.map(({ name, pooled }) => [name, pooled])).toEqual([
    ['Reader 1', false],
    ['Reader 2', false],
    ['All readers', true],
  ]);
  expect(forest?.rows[0]?.estimate).toBeCloseTo(-0.1, 12);
  expect(readerForest(endpoint({}), names)).toBeNull();
});

test('of a ratio a reader’s change is a ratio', () => {
  const comparison = { kind: 'ratio' as const, from: 'a', to: 'b', value: estimated(0.8, [0.7, 0.9]) };
  const forest = readerForest(endpoint({ unit: 's', comparison, readers: of([1, 60, 45]) }), names);
  expect(forest).toMatchObject({ kind: 'ratio', unit: null, rows: [{ estimate: 0.75 }, { estimate: 0.8 }] });
});
