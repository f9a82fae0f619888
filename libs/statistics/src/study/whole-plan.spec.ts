import { endpointResultSchema, hypothesisFamilySchema, supportingAnalysisSchema, type EndpointResult, type SupportingAnalysis } from '@lectern/contracts'; // prettier-ignore
import { mrmcData } from '../data/index.js';
import { empiricalAuc } from '../figures/index.js';
import { analyzeMrmc } from '../mrmc/index.js';
import { fitCumulativeLogit } from '../mixed-models/index.js';
import { fromRows } from '../linear-algebra/index.js';
import { mcnemar } from '../proportions/index.js';
import { analyzeStudy } from './analyze-study.js';
import { planned, samplePlan, sampleReads } from './sample-study.js';
import type { AnalysisPlan } from './study-data.js';

const endpointOf = ({ endpoints }: { endpoints: readonly EndpointResult[] }, id: string): EndpointResult =>
  endpoints.find((endpoint) => endpoint.id === id)!;
const besideOf = ({ beside }: { beside: readonly SupportingAnalysis[] }, id: string): SupportingAnalysis =>
  beside.find((one) => one.id === id)!;
const valueOf = ({ statistics }: SupportingAnalysis, label: string, measure: string) => {
  const value = statistics.find((one) => one.label === label && one.measure === measure)?.value;
  if (value?.status !== 'estimated') throw new Error(JSON.stringify({ label, measure, value, statistics }));
  return value;
};
const DIFFERENCE = 'aided - unaided';

test('beside an AUC stand fixed readers, fixed cases, U-statistics, each reader and the variance components', () => {
  const reads = sampleReads();
  const auc = endpointOf(analyzeStudy(reads, samplePlan(planned('auc', 'likelihood'))), 'auc');
  const data = mrmcData(
    ['aided', 'unaided'].flatMap(
      (condition) =>
      reads.rows.filter((row) => row.condition === condition).map((row) => ({ reader: `${row.reader}`, treatment: condition, case: `${row.case}`, positive: row.truth, rating: row.answers['likelihood'] as number })), // prettier-ignore
    ),
  );
  const byOr = analyzeMrmc(data, { figure: empiricalAuc });
  const byU = analyzeMrmc(data, { figure: empiricalAuc, method: 'ustat' });
  const { estimate, se, df, p } = byOr.differences[0] as { estimate?: number; se?: number; df?: number; p?: number };
  expect(auc.comparison.value).toMatchObject({ estimate, se, df, p });
  expect(besideOf(auc, 'fixed-effects').statistics.map(({ value }) => value)).toMatchObject(
    byOr.differences.slice(1).map(({ status, p }: { status: string; p?: number }) => ({ status, p })) as object[],
  );
  expect(valueOf(besideOf(auc, 'u-statistics'), DIFFERENCE, 'difference').p).toBe(
    (byU.differences[0] as { p?: number }).p,
  );
  expect(besideOf(auc, 'reader-differences').statistics).toHaveLength(4);
  expect(valueOf(besideOf(auc, 'variance-components'), 'error', 'variance component').estimate).toBe(byOr.varianceComponents['error']); // prettier-ignore
});

test('beside sensitivity stand GEE, clustered and Rao-Scott tests, McNemar and intervals of each reader', () => {
  const reads = sampleReads();
  const sensitivity = endpointOf(analyzeStudy(reads, samplePlan(planned('sensitivity', 'present'))), 'sensitivity');
  expect(sensitivity.beside.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['gee-case', 'gee-reader', 'clustered-difference', 'rao-scott', 'mcnemar', 'reader-proportions']), // prettier-ignore
  );
  expect(besideOf(sensitivity, 'gee-case')).toMatchObject({
    inference: 'fixed readers, random cases',
    method: expect.stringContaining('Mancl and DeRouen'),
  });
  const one = (condition: string) => reads.rows.filter((row) => row.reader === 1 && row.truth && row.condition === condition); // prettier-ignore
  const pairs = one('aided').map((row, i) => [row, one('unaided')[i]!].map(({ answers }) => answers['present'] === 'present')); // prettier-ignore
  const count = (a: boolean, b: boolean) => pairs.filter((pair) => pair[0] === a && pair[1] === b).length;
  const test = mcnemar({ both: count(true, true), onlyA: count(true, false), onlyB: count(false, true), neither: count(false, false) }); // prettier-ignore
  if (test.status !== 'estimated') throw new Error(test.reason);
  const row = valueOf(besideOf(sensitivity, 'mcnemar'), 'Reader 1', `difference, ${DIFFERENCE}, exact p`);
  expect(row).toMatchObject({ estimate: test.estimate, p: test.exact.p });
  expect(valueOf(besideOf(sensitivity, 'gee-case'), DIFFERENCE, 'difference').estimate).toBeCloseTo(
    (sensitivity.comparison.value as { estimate: number }).estimate,
    10,
  );
});

test('confidence has the cumulative logit model beside the t test, also of right and of wrong decisions', () => {
  const reads = sampleReads();
  const result = analyzeStudy(
    reads,
    samplePlan(planned('sensitivity', 'present'), planned('confidence', 'confidence')),
  );
  const rows = reads.rows.toSorted((x, y) => (x.condition < y.condition ? -1 : 1));
  const fit = fitCumulativeLogit(
    rows.map((row) => row.answers['confidence'] as number),
    {
      fixed: fromRows(rows.map((row) => [row.condition === 'aided' ? 1 : 0])),
      terms: ['aided'],
      random: [
        { group: 'reader', levels: rows.map((row) => row.reader) },
        { group: 'case', levels: rows.map((row) => row.case) },
      ],
    },
  );
  if (fit.status !== 'estimated') throw new Error(fit.reason);
  const ordinal = besideOf(endpointOf(result, 'confidence'), 'ordinal-model');
  const odds = valueOf(ordinal, 'aided / unaided, random readers and cases', 'odds ratio of higher confidence');
  expect(odds.estimate).toBeCloseTo(Math.exp(fit.fixed[0]!.estimate), 5);
  expect(['confidence-right', 'confidence-wrong'].map((id) => endpointOf(result, id).role)).toEqual(['supporting', 'supporting']); // prettier-ignore
});

describe('hypotheses of the plan', () => {
  const plan: AnalysisPlan = {
    ...samplePlan(
      planned('sensitivity', 'present', { role: 'primary', hypothesis: 'superiority' }),
      planned('specificity', 'present', { role: 'primary', hypothesis: 'non-inferiority', margin: 0.05 }),
      planned('time', null, { role: 'primary', hypothesis: 'non-inferiority', margin: 1.25 }),
    ),
    multiplicity: 'co-primary',
  };
  const result = analyzeStudy(sampleReads({ readers: 6, cases: 60 }), plan);

  test('are judged as their intervals say, one-sided at half of alpha', () => {
    const specificity = endpointOf(result, 'specificity').hypothesis!;
    if (specificity.value.status !== 'estimated') throw new Error(specificity.value.reason);
    expect(specificity).toMatchObject({ kind: 'non-inferiority', better: 'higher', margin: 0.05 });
    expect(specificity.value.level).toBe(0.025);
    expect(specificity.value.shown).toBe(specificity.value.ci[0] > -0.05);
  });

  test('of a ratio are judged on the log scale against the ratio that is still acceptable', () => {
    const time = endpointOf(result, 'time');
    if (time.hypothesis?.value.status !== 'estimated') throw new Error('no hypothesis');
    const { ci, shown } = time.hypothesis.value;
    expect(shown).toBe(ci[1] < 1.25);
    expect(ci).toEqual((time.comparison.value as { ci: number[] }).ci.map((end) => expect.closeTo(end, 10)));
    const wrong = { ...plan, endpoints: [planned('time', null, { hypothesis: 'non-inferiority', margin: 0.1 })] };
    expect(endpointOf(analyzeStudy(sampleReads(), wrong), 'time').hypothesis?.value).toMatchObject({
      status: 'not-estimable',
      reason: 'of a ratio that is better lower, the margin is a ratio above 1',
    });
  });

  test('together stand or fall with the weakest where they are co-primary', () => {
    const { family } = result;
    const worst = Math.max(...family!.verdicts.map(({ p }) => p!));
    expect(family).toMatchObject({ method: 'co-primary', level: 0.025, all: worst <= 0.025 });
    expect(family!.verdicts.map(({ adjustedP }) => adjustedP)).toEqual([worst, worst, worst]);
    expect(analyzeStudy(sampleReads(), { ...plan, multiplicity: undefined }).family).toBeNull();
  });
});

test('reads without an answer are accounted for, filled in by rule, and bounded by the worst case', () => {
  const { rows } = sampleReads({ readers: 6, cases: 40 });
  const gone = rows.filter(
    ({ reader, condition, case: number }) => reader === 2 && condition === 'aided' && number <= 8,
  );
  const reads = {
    rows: rows.filter((row) => !gone.includes(row)),
    incomplete: gone.map((row) => ({ reader: row.reader, case: row.case, condition: row.condition, truth: row.truth, kind: 'technical-failure' as const })), // prettier-ignore
    majorDeviations: [rows.find(({ reader, case: number }) => reader === 1 && number === 1)!.read],
  };
  const rules = { missing: 'leave-out', excused: 'leave-out', 'technical-failure': 'wrong' } as const;
  const plan = { ...samplePlan(planned('sensitivity', 'present')), estimand: { set: 'all-assigned', rules } } as const;
  const sensitivity = endpointOf(analyzeStudy(reads, plan), 'sensitivity');
  expect(sensitivity.set).toMatchObject({
    name: 'all-assigned',
    rules,
    account: [
      { condition: 'aided', assigned: 240, completed: 232, technicalFailures: 8, analysed: 240, filledIn: 8 },
      { condition: 'unaided', assigned: 240, completed: 240, majorDeviations: 1, analysed: 240, filledIn: 0 },
    ],
  });
  const scenarios = besideOf(sensitivity, 'incomplete-reads');
  const difference = (label: string) => valueOf(scenarios, label, `difference, ${DIFFERENCE}`);
  expect(difference('as planned').estimate).toBe((sensitivity.comparison.value as { estimate: number }).estimate);
  expect(difference('worst case: against the claim').estimate).toBe(difference('all wrong').estimate);
  expect(difference('best case: for the claim').estimate! - difference('all wrong').estimate!).toBeCloseTo(
    4 / 20 / 6,
    12,
  );
  expect(difference('per protocol').n).toBe(480 - 2 * 8 - 2);
});

test('more than two conditions: each has its mean, and all pairs stand beside the planned one', () => {
  const conditions = ['unaided', 'hint', 'aided'];
  const reads = sampleReads({ conditions });
  const plan = { ...samplePlan(planned('auc', 'likelihood'), planned('time', null)), conditions };
  const result = analyzeStudy(reads, plan);
  const auc = endpointOf(result, 'auc');
  expect(auc.conditions.map(({ condition, value }) => [condition, value.status])).toEqual(conditions.map((one) => [one, 'estimated'])); // prettier-ignore
  const pairs = besideOf(auc, 'all-pairs');
  const all = valueOf(pairs, 'all conditions equal', 'F test');
  expect(all.df).toBeGreaterThan(0);
  for (const label of ['unaided - hint', 'unaided - aided', 'hint - aided'])
    expect(valueOf(pairs, label, 'p, Holm').p).toBeGreaterThanOrEqual(valueOf(pairs, label, 'difference').p!);
  expect(
    valueOf(besideOf(endpointOf(result, 'time'), 'all-pairs'), 'unaided / aided', 'ratio').estimate,
  ).toBeGreaterThan(1);
});

test('reader and AI: what the AI changed, by whether it was right, and the AI by itself', () => {
  const reads = sampleReads();
  const result = analyzeStudy(reads, samplePlan(planned('auc', 'likelihood'), planned('sensitivity', 'present')));
  const together = result.supporting.find(({ id }) => id === 'reader-and-ai')!;
  const called = new Map(reads.ai!.map((one) => [one.case, one.called]));
  const right = (row: (typeof reads.rows)[number]) => (row.answers['present'] === 'present') === row.truth;
  const pairs = reads.rows
    .filter(({ condition }) => condition === 'aided')
    .map((after) => ({ after, before: reads.rows.find((row) => row.reader === after.reader && row.case === after.case && row.condition === 'unaided')! })); // prettier-ignore
  const spoilable = pairs.filter(({ before, after }) => right(before) && called.get(after.case) !== after.truth);
  expect(spoilable.length).toBeGreaterThan(0);
  expect(valueOf(together, 'AI wrong, reader right before', 'automation bias: spoilt')).toMatchObject({
    n: spoilable.length,
    estimate: expect.closeTo(spoilable.filter(({ after }) => !right(after)).length / spoilable.length, 12),
  });
  const alone = besideOf(endpointOf(result, 'sensitivity'), 'standalone-ai');
  const positives = reads.ai!.filter((one) => one.case % 2 === 0);
  expect(valueOf(alone, 'AI alone', 'estimate').estimate).toBeCloseTo(
    positives.filter((one) => one.called).length / positives.length,
    12,
  );
});

test('cases of one patient are one cluster: the method says so, and U-statistics stand back', () => {
  const reads = sampleReads();
  const patients = Array.from({ length: 20 }, (_, i) => ({ case: i + 1, patient: `p${Math.floor(i / 4)}` }));
  const auc = endpointOf(analyzeStudy({ ...reads, patients }, samplePlan(planned('auc', 'likelihood'))), 'auc');
  expect(auc.method).toContain('delong-clustered');
  expect(besideOf(auc, 'u-statistics')).toBeUndefined();
});

test('one reader: cases alone vary, and the result says that it applies to this reader', () => {
  const result = analyzeStudy(sampleReads({ readers: 1 }), samplePlan(planned('auc', 'likelihood')));
  const auc = endpointOf(result, 'auc');
  expect(auc.comparison.value).toMatchObject({ status: 'estimated', df: null });
  expect(auc.method).toContain('one reader');
  expect(auc.warnings.join()).toContain('this reader alone');
});

test('sessions that each hold one condition cannot be told from it, and the model says so', () => {
  const { rows } = sampleReads();
  const confounded = rows.map((row) => ({ ...row, session: row.condition === 'aided' ? 2 : 1 }));
  const time = endpointOf(analyzeStudy({ rows: confounded }, samplePlan(planned('time', null))), 'time');
  expect(time.comparison.value.status).toBe('estimated');
  expect(time.warnings.join()).toContain('Periods cannot be told from conditions');
});

test('the result is JSON as it is, and what the contract says', () => {
  const plan = {
    ...samplePlan(
      planned('auc', 'likelihood', { role: 'primary', hypothesis: 'superiority' }),
      planned('partial-auc', 'likelihood', { range: { axis: 'false-positive-rate', from: 0, to: 0.3 } }),
      planned('sensitivity-at-specificity', 'likelihood', { at: 0.8 }),
      planned('specificity-at-sensitivity', 'likelihood', { at: 0.8 }),
      planned('ppv', 'present'),
      planned('npv', 'present', { prevalence: 0.1 }),
      planned('specificity', 'present', { role: 'primary', hypothesis: 'equivalence', margin: 0.1 }),
      planned('agreement', 'present'),
      planned('time', null),
      planned('confidence', 'confidence'),
    ),
    multiplicity: 'holm',
  } as const;
  const result = analyzeStudy(sampleReads(), plan);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  for (const endpoint of result.endpoints) expect(endpointResultSchema.parse(endpoint)).toEqual(endpoint);
  expect(hypothesisFamilySchema.parse(result.family)).toEqual(result.family);
  for (const one of result.supporting) expect(supportingAnalysisSchema.parse(one)).toEqual(one);
  for (const { id, conditions } of result.endpoints)
    expect([id, conditions.map(({ value }) => value.status)]).toEqual([id, ['estimated', 'estimated']]);
});

test('a condition whose cases the AI never judged has no row beside the AI alone', () => {
  const { rows, ai = [] } = sampleReads();
  const reads = { rows: rows.filter((row) => row.condition === 'unaided' || row.case > 2), ai: ai.slice(0, 2) };
  const auc = endpointOf(analyzeStudy(reads, samplePlan(planned('auc', 'likelihood'))), 'auc');
  expect(besideOf(auc, 'standalone-ai').statistics.map(({ label }) => label)).toEqual(['unaided - AI alone']);
});

test('the ratio of times stands under every idle limit that was measured', () => {
  const { rows } = sampleReads();
  const limited = rows.map((row) => ({
    ...row,
    activeByIdleLimit: { '30': row.activeSeconds! / 2, none: row.elapsedSeconds },
  }));
  const time = endpointOf(analyzeStudy({ rows: limited }, samplePlan(planned('time', null))), 'time');
  const rules = besideOf(time, 'idle-rule');
  expect(rules.statistics.map(({ label }) => label)).toEqual([
    'elapsed time, aided / unaided',
    'active (idle limit 30 s) time, aided / unaided',
    'active (no idle limit) time, aided / unaided',
  ]);
  expect(valueOf(rules, 'active (idle limit 30 s) time, aided / unaided', 'ratio').estimate).toBeCloseTo(
    (time.comparison.value as { estimate: number }).estimate,
    8,
  );
});
