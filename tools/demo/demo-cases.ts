import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedUid, parseInstance, pixelHash, writeMrSeries } from '@lectern/dicom';
import type { ReferenceStandardRow } from '@lectern/contracts';
import { hospitals, makeCase, planCohort } from '@lectern/phantom';
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
    const { stacks, truth } = makeCase(request);
    const hospital = hospitals[request.hospital];
    const files = stacks.flatMap((stack, s) =>
      writeMrSeries(stack, {
        studyInstanceUid: derivedUid('demo', `${SEED}`, label),
        seriesInstanceUid: derivedUid('demo', `${SEED}`, label, stack.orientation),
        frameOfReferenceUid: derivedUid('demo', `${SEED}`, label, 'frame'),
        sopInstanceUid: (slice) => derivedUid('demo', `${SEED}`, label, stack.orientation, `${slice}`),
        seriesNumber: s + 1,
        seriesDescription: `T2 HASTE ${stack.orientation}`,
        studyDate: '20260115',
        studyTime: '101500',
        patient: { name: `Phantom^${label}`, id: label, sex: 'F' },
        attributes: {
          InstitutionName: hospital.site,
          Manufacturer: hospital.manufacturer,
          ManufacturerModelName: hospital.model,
        },
      }).map((bytes, slice) => ({ name: `${stack.orientation}/${slice + 1}.dcm`, bytes })),
    );
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
