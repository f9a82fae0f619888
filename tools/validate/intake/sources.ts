import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** Python with pydicom and its test data, in the project's cache; `python.ts` makes it. */
export const pythonFolder = join(project, '.lectern/cache/pydicom-venv');
const fetalCases = join(project, '../shared/data/fetal-cases');

export interface SourceFile {
  /** Stable name: package or data set, then the path in it. */
  readonly name: string;
  readonly path: string;
}

/** Every file of pydicom's test data, DICOM or not, and of the fetal cases where they are; sorted by name. */
export function sourceFiles(): SourceFile[] {
  return [...pydicomFiles(), ...filesUnder(fetalCases, 'fetal-cases')].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pydicomFiles(): SourceFile[] {
  const lib = join(pythonFolder, 'lib');
  const packages = existsSync(lib) ? readdirSync(lib).map((name) => join(lib, name, 'site-packages')) : [];
  return packages.flatMap((folder) => [
    ...filesUnder(join(folder, 'pydicom/data'), 'pydicom'),
    ...filesUnder(join(folder, 'data_store/data'), 'pydicom-data'),
  ]);
}

function filesUnder(folder: string, name: string): SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/(\.pyc?|\.json|\.txt|\.md|\.csv)$/.test(path))
    .map((path) => ({ name: `${name}/${path}`, path: join(folder, path) }))
    .filter(({ path }) => statSync(path).isFile());
}

/** Larger files say nothing more when damaged, and take long. */
const largestMutated = 1_000_000;

/** The files of which damaged copies are made. */
export function mutableFiles(files: readonly SourceFile[], sizeOf: (path: string) => number): SourceFile[] {
  return files.filter(({ path }) => sizeOf(path) > 256 && sizeOf(path) <= largestMutated);
}

/** The file and the seed of a mutation: each file is damaged in each way in turn. */
export function mutationAt(files: readonly SourceFile[], number: number): { file: SourceFile; seed: number } {
  return { file: files[Math.floor(number / 5) % files.length] as SourceFile, seed: number };
}
