import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Outcome {
  sha256: string;
  firstTen: number;
  lastTen: number;
  cpu: string;
  software: string;
}

const root = join(import.meta.dirname, '../../..');
const training = join(root, 'models/fetal-gmh-ivh/training');

/** Debian's PyTorch belongs to the system's interpreter, which another one may shadow. */
const python = ['python3', '/usr/bin/python3'].find(
  (each) => spawnSync(each, ['-c', 'import torch, scipy, numpy'], { stdio: 'ignore' }).status === 0,
);
const testWithTorch = python ? test : test.skip;

// The weights of a run are equal to the bit on one kind of processor and one set of libraries; elsewhere kernels add up in other orders, and only the course of the loss can be held.
testWithTorch(
  'a training of a minute gives the committed weights (PyTorch)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-minute-'));
    try {
      const exported = [
        join(training, 'export_phantoms.mjs'),
        '--hospital',
        'A',
        '--cases',
        '3',
        '--positive',
        '0',
        '--seed',
        '11',
        '--out',
        folder,
      ];
      execFileSync(process.execPath, ['--import', join(root, 'tools/register.mjs'), ...exported], {
        stdio: 'ignore',
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      const env = { ...process.env, OMP_NUM_THREADS: '1' };
      const printed = execFileSync(python ?? '', [join(training, 'minute.py'), folder], { encoding: 'utf8', env });
      const outcome = JSON.parse(printed) as Outcome;
      const committed = JSON.parse(readFileSync(join(training, 'minute.json'), 'utf8')) as Outcome;
      expect(outcome.lastTen).toBeLessThan(0.9 * outcome.firstTen);
      expect(Math.abs(outcome.lastTen / committed.lastTen - 1)).toBeLessThan(0.05);
      if (outcome.cpu === committed.cpu && outcome.software === committed.software)
        expect(outcome.sha256).toBe(committed.sha256);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  600_000,
);
