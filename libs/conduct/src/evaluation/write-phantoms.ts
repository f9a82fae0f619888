import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CohortRequest, makeCase, planCohort, type PhantomCase } from '@lectern/phantom';
import { Conflict } from '../errors.js';
import { type ExaminationFile, phantomFiles, phantomReference } from './phantom-files.js';

/**
 * Writes a cohort of the digital fetal brain as examinations: `case-nnn/<orientation>/*.dcm`, `reference/case-nnn/*.seg.dcm` and, last of all, `reference.csv`. The same
 * request gives the same bytes. An examination is laid down whole or not at all.
 *
 * @param onCase called after each examination
 * @throws Conflict where the folder holds something already
 * @throws CohortRequestError where the cohort makes no sense
 */
export async function writePhantoms(
  request: CohortRequest,
  folder: string,
  onCase: (label: string, done: number, of: number) => void = () => undefined,
): Promise<void> {
  const plan = planCohort(request);
  await assertEmpty(folder);
  const family = `phantom ${request.hospitals.join('')} ${request.seed}`;
  const rows = ['case,positive,grade,ga_weeks,site,lesion_ml'];
  for (const [index, each] of plan.entries()) {
    const label = `case-${String(index + 1).padStart(3, '0')}`;
    const made = makeCase(each);
    const identity = { family, label };
    const reference = phantomReference(made, identity);
    if (reference.length > 0) await lay(join(folder, 'reference', label), reference);
    await lay(join(folder, label), phantomFiles(made, identity));
    rows.push(rowOf(label, made));
    onCase(label, index + 1, plan.length);
  }
  await writeFile(join(folder, 'reference.csv'), `${rows.join('\n')}\n`);
}

async function assertEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return;
  throw new Conflict(
    'folder-not-empty',
    `${folder} is not empty.`,
    'Name a new folder, or remove what is there: examinations of two cohorts must not mix.',
  );
}

async function lay(folder: string, files: readonly ExaminationFile[]): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  for (const { name, bytes } of files) {
    await mkdir(dirname(join(part, name)), { recursive: true });
    await writeFile(join(part, name), bytes);
  }
  await rename(part, folder);
}

function rowOf(label: string, { truth }: PhantomCase): string {
  const { positive, grade, gestationalAgeWeeks, site, lesionMl } = truth;
  return [label, positive ? 1 : 0, grade, gestationalAgeWeeks, site, lesionMl.toFixed(3)].join(',');
}
