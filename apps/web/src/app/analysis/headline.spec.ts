import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { english } from '../texts/english.js';
import { mainEndpoint, sentence } from './headline.js';

const endpoint = (over: Partial<EndpointResult>): EndpointResult => ({
  id: 'sensitivity',
  figure: 'sensitivity',
  role: 'primary',
  title: 'Sensitivity',
  unit: null,
  method: 'Obuchowski-Rockette',
  source: '',
  conditions: [
    { condition: 'unaided', value: { status: 'estimated', estimate: 0.8821, se: null, ci: null } },
    { condition: 'aided', value: { status: 'estimated', estimate: 0.9412, se: null, ci: null } },
  ],
  readers: [],
  comparison: {
    kind: 'difference',
    from: 'unaided',
    to: 'aided',
    value: { status: 'estimated', estimate: 0.0591, se: 0.02, df: 8, statistic: 2.9, p: 0.0004, ci: [-0.0012, 0.1194] },
  },
  set: null,
  hypothesis: null,
  beside: [],
  warnings: [],
  ...over,
});
const analysis = {
  alpha: 0.05,
  conditions: [
    { id: 'unaided', name: 'Without AI' },
    { id: 'aided', name: 'With AI' },
  ],
} as StudyAnalysis;

test('a difference of proportions in percentage points, with interval and p', () => {
  expect(sentence(analysis, endpoint({}), english.report)).toBe(
    'Sensitivity: 88.2% (Without AI) and 94.1% (With AI); difference +5.9 percentage points; 95% interval \u22120.1 to +11.9; p\u00a0<\u00a00.001.',
  );
});

test('a ratio of times, with the unit on the times alone', () => {
  const time = endpoint({
    figure: 'time',
    title: 'Reading time',
    unit: 's',
    conditions: [
      { condition: 'unaided', value: { status: 'estimated', estimate: 93.27, se: null, ci: null } },
      { condition: 'aided', value: { status: 'estimated', estimate: 60.5, se: null, ci: null } },
    ],
    comparison: {
      kind: 'ratio',
      from: 'unaided',
      to: 'aided',
      value: { status: 'estimated', estimate: 0.6487, se: null, df: null, statistic: null, p: 0.0312, ci: [0.5, 0.84] },
    },
  });
  expect(sentence(analysis, time, english.report)).toBe(
    'Reading time: 93.3\u00a0s (Without AI) and 60.5\u00a0s (With AI); ratio 0.649; 95% interval 0.500 to 0.840; p\u00a0=\u00a00.031.',
  );
});

test('what cannot be estimated says why', () => {
  const value = { status: 'not-estimable', reason: 'no positive cases' } as const;
  const none = endpoint({ comparison: { kind: 'difference', from: 'unaided', to: 'aided', value } });
  expect(sentence(analysis, none, english.report)).toContain('no positive cases');
});

test('the primary endpoint leads, wherever it stands', () => {
  const endpoints = [endpoint({ id: 'a', role: 'secondary' }), endpoint({ id: 'b', role: 'primary' })];
  expect(mainEndpoint({ ...analysis, endpoints })?.id).toBe('b');
});
