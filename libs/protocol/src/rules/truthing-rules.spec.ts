import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProtocol } from '../parse-protocol.js';
import { ProtocolError } from '../protocol-error.js';

const base = readFileSync(join(import.meta.dirname, '../../../../examples/protocols/crossover.protocol.yaml'), 'utf8');
const questions = `
  questions:
    - { id: there, kind: decision, text: 'Is it there?' }
    - { id: grade, kind: ordinal, text: Grade, levels: [I, II, III, IV], when: { question: there, is: present } }
    - { id: fine-grade, kind: ordinal, text: Grade, levels: [a, b, c, d, e] }
    - { id: perhaps, kind: decision, text: 'Perhaps?', required: false }
    - { id: where, kind: findings, text: 'Where?', required: false }`;
const withTruthing = (rest: string): string => `${base}\ntruthing:\n  members: 2${questions}\n${rest}`;

function issuesOf(text: string): string[] {
  try {
    parseProtocol(text);
    return [];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

test('a panel with its questions and its rule of agreement is a protocol', () => {
  const text = withTruthing(`  truth: { decision: there, grade: grade, lesions: where }
  agreement: { grade: 1, lesions: { kind: radius, millimetres: 5 } }`);
  expect(issuesOf(text)).toEqual([]);
  expect(parseProtocol(text).protocol.truthing?.agreement).toEqual({ grade: 1, lesions: { kind: 'radius', millimetres: 5, from: 'centre' } }); // prettier-ignore
});

test.each([
  ['{ decision: grade }', 'truthing.truth.decision'],
  ['{ decision: perhaps }', 'truthing.truth.decision'],
  ['{ decision: there, grade: there }', 'truthing.truth.grade'],
  ['{ decision: there, grade: fine-grade }', 'truthing.truth.grade'],
  ['{ decision: there, lesions: where }', 'truthing.agreement.lesions'],
])('truth: %s is refused at %s', (truth, path) => {
  expect(issuesOf(withTruthing(`  truth: ${truth}`))).toEqual([expect.stringContaining(`${path}: `)]);
});
