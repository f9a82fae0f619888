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
