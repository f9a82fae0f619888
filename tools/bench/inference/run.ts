/**
 * `npm run bench:inference`: a whole examination (three stacks, from DICOM files to DICOM SEG) in Node against the Python pipeline on ONNX Runtime, same threads, same machine, one
 * after the other, case by case the same scores, in seconds of a processor, which others on the machine change little; then 100 examinations back to back, whose memory must stay flat.
 *
 * --cases N (default 6)  --threads N (default 1)  --repeats N (default 100)  --python PATH (default python3)
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePhantoms } from '@lectern/conduct';
import { loadModelPackage } from '@lectern/inference';
import { median } from '../percentile.js';
import { inferExamination, type Measured } from './node-side.js';

const options = {
  cases: { type: 'string' },
  threads: { type: 'string' },
  repeats: { type: 'string' },
  python: { type: 'string' },
} as const;
const { cases = '6', threads = '1', repeats = '100', python = 'python3' } = parseArgs({ options }).values;
const packageFolder = join(import.meta.dirname, '../../../models/fetal-gmh-ivh');

/** Growth of resident memory from the first tenth of the run to its last that still counts as flat. */
const FLAT = 1.1;
const TOLERANCE = 1e-4;

const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
try {
  await writePhantoms({ hospitals: ['A', 'B', 'C'], cases: Number(cases), positiveFraction: 0.5, seed: 8101 }, folder);
  const labels = Array.from({ length: Number(cases) }, (_, at) => `case-${String(at + 1).padStart(3, '0')}`);
  const model = await loadModelPackage(packageFolder, { threads: Number(threads) });
  await inferExamination(model, join(folder, 'case-001')); // both sides start warm: Python loads its session before it measures
  const node: Record<string, Measured> = {};
  for (const label of labels) node[label] = await inferExamination(model, join(folder, label));
  const other = pythonSide();
  console.log('Seconds of a processor (and on the clock).\n');
  console.log('| case | Node | Python | score, Node | score, Python |\n| --- | --- | --- | --- | --- |');
  for (const label of labels) {
    const own = node[label];
    const cells = [
      `${own?.processorSeconds.toFixed(2)} (${own?.seconds.toFixed(2)})`,
      `${other.processorSeconds[label]?.toFixed(2)} (${other.seconds[label]?.toFixed(2)})`,
      own?.score.toFixed(6),
      other.scores[label]?.toFixed(6),
    ];
    console.log(`| ${[label, ...cells].join(' | ')} |`);
  }
  const [nodeMedian, pythonMedian] = [
    median(Object.values(node).map(({ processorSeconds }) => processorSeconds)),
    median(Object.values(other.processorSeconds)),
  ];
  const difference = Math.max(
    ...labels.map((label) => Math.abs((node[label]?.score ?? NaN) - (other.scores[label] ?? NaN))),
  );
  const memory = await backToBack();
  await model.release();
  const met = nodeMedian <= pythonMedian && difference <= TOLERANCE && memory.growth <= FLAT;
  console.log(
    `${met ? 'met' : 'MISSED'}: median ${nodeMedian.toFixed(2)} processor seconds in Node, ${pythonMedian.toFixed(2)} in Python (${threads} thread(s), goal: at most Python's); largest difference of scores ${difference.toExponential(1)} (goal ${TOLERANCE}); ` +
      `${repeats} examinations back to back: resident memory ${memory.first.toFixed(0)} -> ${memory.last.toFixed(0)} MB, x${memory.growth.toFixed(3)} (goal x${FLAT})`,
  );
  process.exitCode = met ? 0 : 1;

  async function backToBack(): Promise<{ first: number; last: number; growth: number }> {
    const resident: number[] = [];
    for (let at = 0; at < Number(repeats); at++) {
      await inferExamination(model, join(folder, labels[at % labels.length] ?? ''));
      resident.push(process.memoryUsage().rss / 1e6);
    }
    const tenth = Math.max(1, Math.floor(resident.length / 10));
    const [first, last] = [median(resident.slice(tenth, 2 * tenth)), median(resident.slice(-tenth))];
    return { first, last, growth: last / first };
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pythonSide(): Record<'seconds' | 'processorSeconds' | 'scores', Record<string, number>> {
  const script = join(import.meta.dirname, 'python_side.py');
  const env = { ...process.env, OMP_NUM_THREADS: threads };
  return JSON.parse(
    execFileSync(python, [script, packageFolder, folder, threads], { env, encoding: 'utf8' }),
  ) as ReturnType<typeof pythonSide>;
}
