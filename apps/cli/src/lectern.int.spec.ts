// The command as its user has it: a process of its own, its streams and exit codes.
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mrmcOutputSchema } from '@lectern/contracts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const DATASETS = join(ROOT, 'libs/statistics/testing/datasets');

function lectern(...words: string[]): { stdout: string; stderr: string; status: number | null } {
  const main = ['--import', join(ROOT, 'tools/register.mjs'), join(ROOT, 'apps/cli/src/main.ts')];
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawnSync(process.execPath, [...main, ...words], { cwd: DATASETS, env, encoding: 'utf8' });
}

describe('lectern', () => {
  test('prints JSON and nothing else, and reads a file where it was called', () => {
    const { stdout, stderr, status } = lectern('analyze', 'roemetz_6x2x100.csv', '--json');
    expect([stderr, status]).toEqual(['', 0]);
    expect(mrmcOutputSchema.parse(JSON.parse(stdout)).differences.map(({ analysis }) => analysis)).toEqual([
      'RRRC',
      'FRRC',
      'RRFC',
    ]);
  });

  test.each([
    [['analyze', 'nowhere.csv'], 1, /^error: nowhere\.csv: there is no such file; check the path\n$/],
    [['analyze', 'roemetz_6x2x100.csv', '--metric', 'wafroc'], 2, /^error: --metric wafroc needs marks .*\n$/],
    [['analyze', 'roemetz_6x2x100.csv', '--metric', 'aucc'], 2, /Allowed choices are auc, sensitivity, .*\n$/],
    [['analyse'], 2, /^error: unknown command 'analyse'\n$/],
  ] as const)('%j: one line on stderr, exit code %i', (words, code, message) => {
    const { stdout, stderr, status } = lectern(...words);
    expect([stdout, status]).toEqual(['', code]);
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});
