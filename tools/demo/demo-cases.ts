import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phantomFiles } from '@lectern/conduct';
import { parseInstance, pixelHash } from '@lectern/dicom';
import type { ReferenceStandardRow } from '@lectern/contracts';
import { makeCase, planCohort } from '@lectern/phantom';
import type { PrivateTruth } from '../simulated-readers/simulated-reader.js';

/** One case as it is uploaded, with its row of the reference standard and what the simulated readers are told. */
export interface DemoCase {
  readonly label: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly reference: ReferenceStandardRow;
  readonly truth: PrivateTruth;
}

const SEED = 20260601;
const POSITIVE_FRACTION = 0.5;

/** Cases of the digital fetal brain, one at a time: painting them takes longer than uploading them. */
export function* phantomCases(count: number): Generator<DemoCase> {
  const cohort = planCohort({
    hospitals: ['A', 'B', 'C'],
    cases: count,
    positiveFraction: POSITIVE_FRACTION,
    seed: SEED,
  });
  for (const [index, request] of cohort.entries()) {
    const label = `phantom-${String(index + 1).padStart(3, '0')}`;
    const made = makeCase(request);
    const { truth } = made;
    const files = phantomFiles(made, { family: `demo ${SEED}`, label });
    const { positive, grade, gestationalAgeWeeks, site, lesions } = truth;
    yield {
      label,
      files,
      reference: { case: label, positive, grade, site, gestationalAgeWeeks: Math.round(gestationalAgeWeeks * 10) / 10 },
      truth: { positive, lesions: lesions.map(({ centre }) => [centre[0], centre[1], centre[2]] as const) },
    };
  }
}

/** Cases of a folder: one folder a case with DICOM files at any depth, and `reference.csv` (case, positive, grade, ga_weeks, site). */
export function* folderCases(folder: string): Generator<DemoCase> {
  for (const row of csvRows(readFileSync(join(folder, 'reference.csv'), 'utf8'))) {
    const label = row.case ?? '';
    const files = filesBelow(join(folder, label)).map((path) => ({
      name: path,
      bytes: new Uint8Array(readFileSync(path)),
    }));
    const positive = row.positive === '1';
    yield {
      label,
      files,
      reference: {
        case: label,
        positive,
        grade: Number(row.grade),
        site: row.site ?? null,
        gestationalAgeWeeks: Number(row.ga_weeks),
      },
      truth: { positive, lesions: [] },
    };
  }
}

/** The hash of the decoded pixels of a case's files: what names it to a simulated reader. */
export function pixelsOf({ files }: DemoCase): string {
  return pixelHash(files.map(({ bytes }) => parseInstance(bytes))).caseHash;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dcm'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function csvRows(text: string): Record<string, string | undefined>[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, index) => [names[index], field])));
}
