import { sampleProtocolText } from '../testing/sample-protocol.js';
import { parseProtocol } from './parse-protocol.js';
import { ProtocolError, type ProtocolIssue } from './protocol-error.js';

function issuesOf(text: string): readonly ProtocolIssue[] {
  try {
    parseProtocol(text);
  } catch (error) {
    if (error instanceof ProtocolError) return error.issues;
    throw error;
  }
  throw new Error('the protocol was accepted');
}

const changed = (from: string, to: string): string => {
  expect(sampleProtocolText).toContain(from);
  return sampleProtocolText.replace(from, to);
};

test('defaults are filled in and comments do not change the hash', () => {
  const plain = parseProtocol(sampleProtocolText);
  const commented = parseProtocol(`# a comment\n${sampleProtocolText}`);
  expect(plain.protocol.timing).toEqual({ primary: 'active', idleLimitSeconds: 60 });
  expect(commented.hash).toBe(plain.hash);
  expect(parseProtocol(changed('A sample study', 'Another')).hash).not.toBe(plain.hash);
});

test('JSON is read as YAML is', () => {
  const { protocol, hash } = parseProtocol(sampleProtocolText);
  expect(parseProtocol(JSON.stringify(protocol)).hash).toBe(hash);
});

test.each([
  ['a syntax error', changed('title: A sample study', 'title: [A sample'), 3, /./],
  ['a misspelt key', changed('target: Haemorrhage', 'targets: Haemorrhage'), 1, /targets/],
  ['a wrong value, by its line', changed('planned: 2', 'planned: none'), 8, /number/],
  ['a short washout without justification', changed('days: 28', 'days: 14'), 7, /justification/],
  ['a session too few', changed('conditions:', 'conditions:\n  - { id: third, name: Third }'), 8, /3 sessions/],
  ['a repeated question', changed('id: likelihood', 'id: present'), 12, /twice/],
  [
    'an endpoint without its question',
    changed('kind: ordinal, text: Confidence, levels: [low, high]', 'kind: rating, text: Confidence'),
    17,
    /several rating/,
  ],
  ['a comparison with an unknown condition', changed('to: aided', 'to: assisted'), 15, /unaided, aided/],
])('%s is refused with path and line', (_, text, line, message) => {
  const issues = issuesOf(text);
  expect(issues.some((issue) => message.test(issue.message))).toBe(true);
  expect(issues.map((issue) => issue.line)).toContain(line);
});

test('a condition on an answer must name an earlier question and a possible answer', () => {
  const grade = (when: string): string =>
    changed('analysis:', `  - { id: grade, kind: text, text: Grade, when: ${when} }\nanalysis:`);
  expect(parseProtocol(grade('{ question: present, is: present }')).protocol.questions).toHaveLength(4);
  expect(issuesOf(grade('{ question: absent, is: present }'))[0]?.message).toMatch(/earlier/);
  expect(issuesOf(grade('{ question: present, is: maybe }'))[0]?.message).toMatch(/no possible answer/);
});

test.each([0.2, 1])('a margin of time of %s is refused with the way to write it; a ratio above 1 is not', (margin) => {
  const time = (value: number): string =>
    `${sampleProtocolText}    - { id: time, figure: time, role: secondary, hypothesis: non-inferiority, margin: ${value} }\n`;
  expect(issuesOf(time(margin))).toMatchObject([
    {
      path: 'analysis.endpoints[2].margin',
      line: 19,
      message: expect.stringMatching(/ratio.*1\.2 for 20% longer/) as string,
    },
  ]);
  expect(parseProtocol(time(1.2)).protocol.analysis.endpoints).toHaveLength(3);
});

test('components of a sizing are of an endpoint that has such', () => {
  const sized = (endpoint: string): string =>
    `${sampleProtocolText}    - { id: time, figure: time, role: primary }
  sizing:
    endpoint: ${endpoint}
    difference: 0.1
    power: 0.8
    assumptions: A pilot.
    components: { treatmentReader: 0, error: 0.002, cov1: 0.001, cov2: 0.001, cov3: 0.0005, cases: 40 }
`;
  expect(parseProtocol(sized('auc')).protocol.analysis.sizing?.components?.cases).toBe(40);
  expect(issuesOf(sized('time'))).toMatchObject([{ path: 'analysis.sizing.components' }]);
});
