import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProtocol } from '../parse-protocol.js';
import { ProtocolError } from '../protocol-error.js';

const text = readFileSync(join(import.meta.dirname, '../../../../examples/protocols/crossover.protocol.yaml'), 'utf8');

function issuesOf(checks: string): string[] {
  try {
    parseProtocol(text.replace(/^( *)stacks: .*$/m, (line, indent: string) => `${line}\n${indent}checks: ${checks}`));
    return [];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

test('limits that a case can meet are taken; others are named with the way out', () => {
  expect(issuesOf('{ slices: { min: 10, max: 60 }, gestationalAgeWeeks: { max: 40, otherwise: flag } }')).toEqual([]);
  expect(issuesOf('{ slices: {} }')).toEqual([expect.stringMatching(/checks\.slices: has neither min nor max/)]);
  expect(issuesOf('{ spacingMm: { min: 5, max: 2 } }')).toEqual([
    expect.stringMatching(/spacingMm\.min: is above max/),
  ]);
  expect(issuesOf('{ stacks: { max: 1 } }')).toEqual([expect.stringMatching(/stacks\.max: is below the \d planes/)]);
  expect(issuesOf('{ missingSlices: ignore }')).toEqual([expect.stringMatching(/missingSlices/)]);
});
