import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { type CaseMeasurement, loadModelPackage, type ModelPackage } from '@lectern/inference';
import { cohorts } from './cohorts.js';
import { paintForMeasuring } from './phantom-examination.js';

export interface Target {
  /** Folder of a model package. */
  readonly model: string;
  /** File of measurements: the network's hash, then one line of JSON an examination. */
  readonly out: string;
}

export interface Measuring {
  /** Each examination is painted once for all of them. */
  readonly targets: readonly Target[];
  /** Examinations of each cohort, from the first or from a later one on: parts can be measured side by side and their lines joined. */
  readonly cases: number;
  readonly from?: number;
  /** No further examination is taken up after so long. */
  readonly minutes: number;
}

/** Measures models on the first examinations of the test cohorts, in turn; goes on where a file ends, unless that is of another network. */
export async function measureCohorts({ targets, cases, from = 0, minutes }: Measuring): Promise<void> {
  const open = await Promise.all(targets.map(openTarget));
  const end = Date.now() + minutes * 60_000;
  for (let index = from; index < from + cases && Date.now() < end; index++) {
    for (const cohort of cohorts) {
      const request = cohort.cases[index];
      const name = `${cohort.name}-${String(index + 1).padStart(3, '0')}`;
      const waiting = open.filter(({ done }) => !done.has(name));
      if (!request || waiting.length === 0) continue;
      const measure = paintForMeasuring(name, request);
      for (const { model, out } of waiting) appendFileSync(out, `${JSON.stringify(await measure(model), rounded)}\n`);
    }
  }
  for (const { model } of open) await model.release();
}

async function openTarget({
  model: folder,
  out,
}: Target): Promise<{ model: ModelPackage; out: string; done: Set<string> }> {
  const model = await loadModelPackage(folder);
  if (readMeasurements(out).sha256 !== model.sha256) {
    rmSync(out, { force: true });
    appendFileSync(out, `${JSON.stringify({ sha256: model.sha256 })}\n`);
  }
  return { model, out, done: new Set(readMeasurements(out).cases.map((each) => each.case)) };
}

/** What a file of measurements holds; nothing where there is none. */
export function readMeasurements(path: string): { sha256?: string; cases: CaseMeasurement[] } {
  if (!existsSync(path)) return { cases: [] };
  const [head = '{}', ...lines] = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return {
    ...(JSON.parse(head) as { sha256: string }),
    cases: lines.map((line) => JSON.parse(line) as CaseMeasurement),
  };
}

/** Seven digits are more than the network's own. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}
