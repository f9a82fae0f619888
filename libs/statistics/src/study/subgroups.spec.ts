import { analyzeStudy } from './analyze-study.js';
import { planned, samplePlan, sampleReads } from './sample-study.js';
import type { PlannedSubgroup } from './study-data.js';

const reads = sampleReads({ cases: 24 });
const endpoints = [planned('auc', 'likelihood'), planned('sensitivity', 'present'), planned('time', null)];
const subgroup = (levels: PlannedSubgroup['levels'], more: Partial<PlannedSubgroup> = {}): PlannedSubgroup => ({
  ...{ id: 'g', name: 'G', by: 'site', specified: 'pre-specified', notes: [], levels, ...more },
});
const analysed = (...subgroups: PlannedSubgroup[]) =>
  analyzeStudy(reads, { ...samplePlan(...endpoints), subgroups }).subgroups;

const early = Array.from({ length: 12 }, (_, i) => i + 1);
const late = early.map((number) => number + 12);

test('a level of cases is the study of those cases', () => {
  const [result] = analysed(subgroup([{ level: 'early', of: 'cases', numbers: early }, { level: 'late', of: 'cases', numbers: late }])); // prettier-ignore
  expect(
    result?.levels.map(({ level, readers, cases, positives, reads: n }) => [level, readers, cases, positives, n]),
  ).toEqual([
    ['early', 4, 12, 6, 96],
    ['late', 4, 12, 6, 96],
  ]);
  const own = analyzeStudy({ rows: reads.rows.filter((row) => row.case <= 12) }, samplePlan(...endpoints));
  for (const [i, endpoint] of own.endpoints.entries()) {
    expect(result?.levels[0]?.endpoints[i]?.comparison).toEqual(endpoint.comparison);
    expect(result?.levels[0]?.endpoints[i]?.conditions).toEqual(endpoint.conditions);
  }
});

test('a level of readers is the study of those readers, also of a single one', () => {
  const [result] = analysed(subgroup([{ level: 'one', of: 'readers', numbers: [2] }], { endpoints: ['auc'] }));
  const own = analyzeStudy({ rows: reads.rows.filter((row) => row.reader === 2) }, samplePlan(...endpoints));
  expect(result?.levels[0]).toMatchObject({ readers: 1, cases: 24 });
  expect(result?.levels[0]?.endpoints.map(({ comparison }) => comparison)).toEqual([own.endpoints[0]?.comparison]);
});

test('a level that nothing was read of, or that lacks a class, says so', () => {
  const positives = late.filter((number) => number % 2 === 0);
  const [result] = analysed(subgroup([{ level: 'none', of: 'cases', numbers: [] }, { level: 'positive', of: 'cases', numbers: positives }])); // prettier-ignore
  const statusOf = (level: number) => result?.levels[level]?.endpoints.map(({ comparison }) => comparison.value.status);
  expect(statusOf(0)).toEqual(['not-estimable', 'not-estimable', 'not-estimable']);
  expect(statusOf(1)?.slice(0, 2)).toEqual(['not-estimable', 'estimated']);
});

test('reads that all depart from the protocol leave nothing per protocol, and the analysis says so', () => {
  const estimand = { set: 'per-protocol' as const, rules: { missing: 'leave-out', excused: 'leave-out', 'technical-failure': 'leave-out' } as const }; // prettier-ignore
  const majorDeviations = reads.rows.map(({ read }) => read);
  const { endpoints: results } = analyzeStudy({ ...reads, majorDeviations }, { ...samplePlan(...endpoints), estimand });
  for (const { comparison } of results) expect(comparison.value.status).toBe('not-estimable');
});
