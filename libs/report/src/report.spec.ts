import type { EndpointResult, Question, ReadRow, StudyAnalysis } from '@lectern/contracts';
import { codebookCsv, readsCsv } from './reads-table.js';
import { reportHtml } from './report-document.js';
import { resultSentence } from './sentences.js';

const auc: EndpointResult = {
  id: 'auc',
  figure: 'auc',
  role: 'primary',
  title: 'AUC',
  unit: null,
  method: 'Obuchowski-Rockette',
  source: 'Hillis 2007',
  conditions: [
    { condition: 'unaided', value: { status: 'estimated', estimate: 0.8, se: 0.02, ci: [0.76, 0.84] } },
    { condition: 'aided', value: { status: 'estimated', estimate: 0.9, se: 0.02, ci: [0.86, 0.94] } },
  ],
  readers: [{ reader: 1, condition: 'unaided', value: { status: 'estimated', estimate: 0.8 } }],
  comparison: {
    kind: 'difference',
    from: 'unaided',
    to: 'aided',
    value: { status: 'estimated', estimate: 0.1, se: 0.02, df: 12, statistic: 5, p: 0.0002, ci: [0.06, 0.14] },
  },
  set: null,
  hypothesis: null,
  beside: [],
  warnings: [],
};

const analysis = {
  format: 1,
  study: 's',
  title: 'A <study>',
  target: 'Haemorrhage',
  computedAt: '2026-01-01T00:00:00.000Z',
  software: { name: 'Lectern', version: '0.1.0' },
  protocolHash: 'a'.repeat(64),
  freezeHash: 'b'.repeat(64),
  simulated: true,
  models: [],
  alpha: 0.05,
  counts: { readers: 1, cases: 2, positives: 1, negatives: 1, readsPlanned: 4, readsSubmitted: 3 },
  conditions: [
    { id: 'unaided', name: 'Unaided' },
    { id: 'aided', name: 'With AI' },
  ],
  primaryTime: 'active',
  endpoints: [auc],
  family: null,
  supporting: [],
  subgroups: [],
  sizing: null,
  deviations: [],
  rocCurves: [
    {
      condition: 'aided',
      reader: 1,
      points: [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    },
  ],
  seconds: [{ condition: 'aided', values: [10, 20, 30] }],
  warnings: [],
} as unknown as StudyAnalysis;

test('the primary result stands in one sentence with its interval', () => {
  expect(resultSentence(auc, analysis)).toBe(
    'AUC was 0.800 (Unaided) and 0.900 (With AI): difference 0.100 (95% CI 0.060 to 0.140); p <0.001.',
  );
});

test('what is not estimable says so and why', () => {
  const none = {
    ...auc,
    comparison: { ...auc.comparison, value: { status: 'not-estimable' as const, reason: 'no positive case' } },
  };
  expect(resultSentence(none, analysis)).toContain('not estimable (no positive case)');
  expect(reportHtml({ ...analysis, endpoints: [none] })).toContain('not estimable: no positive case');
});

test('the report names simulated readers, escapes what people wrote and reaches for nothing outside', () => {
  const html = reportHtml(analysis);
  expect(html).toContain('Simulated readers');
  expect(html).toContain('A &lt;study&gt;');
  expect(html.match(/<svg/g)?.length).toBe(3);
  expect(html).not.toMatch(/(src|href)="https?:/);
  expect(reportHtml({ ...analysis, simulated: false })).not.toContain('Simulated readers');
});

test('hypotheses, together and alone, say claim, margin, p and verdict', () => {
  const value = {
    status: 'estimated' as const,
    p: 0.011,
    level: 0.025,
    shown: true,
    ci: [-0.02, 0.08] as [number, number],
  };
  const shown: EndpointResult = {
    ...auc,
    hypothesis: {
      kind: 'non-inferiority',
      better: 'higher',
      margin: 0.05,
      method: 'one-sided t',
      source: 'ICH E9',
      value,
    },
  };
  const reason = { status: 'not-estimable' as const, reason: 'one reader' };
  const lost: EndpointResult = { ...shown, id: 'other', hypothesis: { ...shown.hypothesis!, value: reason } };
  const verdict = { endpoint: 'auc', p: 0.011, adjustedP: 1, shown: false };
  const family = { method: 'co-primary', source: 'Berger 1982', level: 0.025, verdicts: [verdict], all: false, warnings: ['other is not estimable'] } as const; // prettier-ignore
  const html = reportHtml({ ...analysis, endpoints: [shown, lost], family: { ...family, verdicts: [verdict], warnings: [...family.warnings] } }); // prettier-ignore
  expect(html).toContain('non-inferiority, margin 0.05; higher is better');
  expect(html).toContain('\u22120.02 to 0.08');
  expect(html).toContain('0.011 (0.025)');
  expect(html).toContain('not estimable: one reader; not shown');
  expect(html).toContain(
    'Co-primary: the claim stands only if every endpoint is shown, one-sided level 0.025. Not all are shown.',
  );
  expect(reportHtml(analysis)).not.toContain('<h2>Hypotheses');
});

test('supporting analyses are tables with method and source, conditions by name, gaps where nothing is known', () => {
  const nothing = { se: null, df: null, statistic: null, ci: null, n: null };
  const gee = {
    id: 'gee',
    title: 'GEE',
    inference: 'fixed readers, random cases',
    method: 'Robust',
    source: 'Liang and Zeger 1986',
    statistics: [
      { label: 'aided - unaided', measure: 'odds ratio', value: { status: 'estimated' as const, ...nothing, estimate: 2.34567, p: 0.0001, ci: [1.2, 4.5] as [number, number], n: 40 } }, // prettier-ignore
      {
        label: 'Reader 1, aided',
        measure: 'difference',
        value: { status: 'not-estimable' as const, reason: 'separation' },
      },
    ],
    warnings: ['few clusters'],
  };
  const html = reportHtml({
    ...analysis,
    endpoints: [{ ...auc, beside: [gee] }],
    supporting: [{ ...gee, title: 'Agreement' }],
  });
  expect(html).toContain('<td>With AI - Unaided</td><td>odds ratio</td><td class="n">2.346 (1.2 to 4.5)</td>');
  expect(html).toContain('<td>Reader 1, With AI</td><td>difference</td><td colspan="6">not estimable: separation</td>');
  expect(html).toContain('fixed readers, random cases. Robust. Liang and Zeger 1986.');
  expect(html).toContain('<strong>Note:</strong> few clusters');
  expect(html.indexOf('The study as a whole')).toBeLessThan(html.indexOf('Agreement'));
});

test('reads without an answer are accounted for', () => {
  const account = { condition: 'aided', assigned: 40, completed: 38, missing: 1, excused: 1, technicalFailures: 0, majorDeviations: 0, analysed: 40, filledIn: 2 }; // prettier-ignore
  const set = { name: 'all-assigned' as const, rules: { missing: 'wrong' }, account: [account], warnings: [] };
  const html = reportHtml({ ...analysis, endpoints: [{ ...auc, set }] });
  expect(html).toContain('All assigned reads; reads without an answer: missing: wrong.');
  expect(html).toContain('<td>With AI</td><td class="n">40</td><td class="n">38</td>');
  const complete = { ...set, account: [{ ...account, completed: 40, missing: 0, excused: 0, filledIn: 0 }] };
  expect(reportHtml({ ...analysis, endpoints: [{ ...auc, set: complete }] })).not.toContain('Analysis sets');
});

test('with three conditions each has its column, and the comparison names its pair', () => {
  const three = [...analysis.conditions, { id: 'second', name: 'Second reader' }];
  const html = reportHtml({ ...analysis, conditions: three });
  expect(html).toContain('<th>Unaided</th><th>With AI</th><th>Second reader</th>');
  expect(html).toContain('difference, With AI against Unaided 0.100');
});

test('reads and codebook have the same columns, and a field with quotes and commas survives', () => {
  const questions: Question[] = [{ kind: 'text', id: 'a-note', text: 'Note', required: false, maxLength: 100 }];
  const row = {
    read: 'r',
    reader: 1,
    truth: true,
    timeFlags: ['late'],
    answers: { 'a-note': 'he said "no", then\nleft' },
  } as unknown as ReadRow;
  const csv = readsCsv([row], questions);
  const columns = csv.split('\r\n')[0]?.split(',');
  expect(
    codebookCsv(questions)
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]),
  ).toEqual(columns);
  expect(csv).toContain('"he said ""no"", then\nleft"');
  expect(columns).toContain('answer_a_note');
});

test('subgroups say whether they came before the reads, and how many stand behind each level', () => {
  const { id, figure, title, unit, method, source, conditions, comparison, warnings } = auc;
  const own = { id, figure, title, unit, method, source, conditions, comparison, warnings };
  const level = { level: '3 T', readers: 4, cases: 12, positives: 5, reads: 96, endpoints: [own] };
  const subgroup = { id: 'g', name: 'Field <T>', by: 'scanner', levels: [level], warnings: ['2 cases are left out'] };
  const html = reportHtml({
    ...analysis,
    subgroups: [
      { ...subgroup, specified: 'pre-specified' },
      { ...subgroup, name: 'Later', specified: 'post-hoc' },
    ],
  });
  expect(html).toContain('<h3>Field &lt;T&gt; (pre-specified)</h3><p><strong>Note:</strong> 2 cases are left out.</p>');
  expect(html).toContain('<h3>Later (post hoc)</h3>');
  expect(html).toContain('3 T<br><span class="muted">4 readers, 12 cases, 5 positive</span>');
  expect(html).toContain('difference 0.100 (0.060 to 0.140)');
  expect(reportHtml(analysis)).not.toContain('<h2>Subgroups');
});

test('the sample size says what was assumed and what power that gave', () => {
  const sizing = { endpoint: 'auc', difference: 0.05, power: 0.8, assumptions: 'A <pilot>', readers: 8, cases: 120 };
  const reached = { status: 'estimated' as const, power: 0.8312, method: 'or-RRRC', source: 'Hillis 2011' };
  const html = reportHtml({ ...analysis, sizing: { ...sizing, reached } });
  expect(html).toContain('Sized for AUC: a power of 0.8 to show a difference of 0.05');
  expect(html).toContain('8 readers and 120 cases had a power of 0.831 (or-RRRC)');
  expect(html).toContain('Assumed: A &lt;pilot&gt;');
  const none = { status: 'not-estimable' as const, reason: 'no components' };
  expect(reportHtml({ ...analysis, sizing: { ...sizing, reached: none } })).toContain('not computed: no components');
});

test('deviations are counted by kind and who found them, and listed', () => {
  const at = '2026-03-01T12:34:56.000Z';
  const late = {
    number: 1,
    at,
    kind: 'time-limit',
    found: 'system' as const,
    text: 'Reader 1, session 1, read 2 <late>',
  };
  const told = { number: 2, at, kind: 'reading', found: 'person' as const, text: 'Interrupted' };
  const html = reportHtml({ ...analysis, deviations: [late, told, { ...late, number: 3 }] });
  expect(html).toContain('2 time-limit (found by the system), 1 reading (told by a person)');
  expect(html).toContain(
    '<td class="n">2026-03-01 12:34</td><td>time-limit</td><td>Reader 1, session 1, read 2 &lt;late&gt;</td>',
  );
  expect(reportHtml(analysis)).toContain('No deviation was recorded');
});
