import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { InputError } from '../terminal/errors.js';

export interface FolderCase {
  readonly label: string;
  /** Paths of its files, in order. */
  readonly files: readonly string[];
}

/** DICOM files have no reliable name; these endings are certainly none. */
const notDicom = /(^\.|\.(csv|tsv|txt|md|json|ya?ml|html?|pdf|png|jpe?g|xlsx?|zip)$)|^DICOMDIR$/i;

/** One case for each subfolder that holds files, by label. @throws InputError where there is none */
export function casesInFolder(folder: string): FolderCase[] {
  const cases = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ label: name, files: filesUnder(join(folder, name)) }))
    .filter(({ files }) => files.length > 0);
  if (cases.length === 0) throw new InputError(`${folder}: it has no subfolder with files; each case is a subfolder`);
  return inOrder(cases);
}

/**
 * Cases as a CSV manifest groups them: columns `case` and `path`, paths of files or folders from `folder`.
 *
 * @throws InputError naming the line
 */
export function casesOfManifest(manifest: string, folder: string): FolderCase[] {
  const [header = '', ...rows] = readFileSync(manifest, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = fieldsOf(header).map((name) => name.trim().toLowerCase());
  const [label, path] = [columns.indexOf('case'), columns.indexOf('path')];
  if (label < 0 || path < 0) throw new InputError(`${manifest}: line 1: the columns must be \`case\` and \`path\``);
  const cases = new Map<string, string[]>();
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue;
    const fields = fieldsOf(row).map((field) => field.trim());
    const [name, place] = [fields[label], fields[path]];
    const at = `${manifest}: line ${index + 2}`;
    if (!name || !place) throw new InputError(`${at}: it must name a case and a path`);
    cases.set(name, [...(cases.get(name) ?? []), ...filesAt(folder, place, at)]);
  }
  return inOrder([...cases].map(([name, files]) => ({ label: name, files: [...new Set(files)] })));
}

function filesAt(folder: string, place: string, at: string): string[] {
  const path = join(folder, place);
  if (relative(folder, path).startsWith('..')) throw new InputError(`${at}: the path leads out of the folder`);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new InputError(`${at}: there is no such file or folder`);
  return stat.isDirectory() ? filesUnder(path) : [path];
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !notDicom.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort((a, b) => (a.split(sep).join() < b.split(sep).join() ? -1 : 1));
}

function inOrder(cases: readonly FolderCase[]): FolderCase[] {
  return [...cases].sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
}

/** Fields of one line of CSV (RFC 4180, without line breaks in fields). */
function fieldsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
