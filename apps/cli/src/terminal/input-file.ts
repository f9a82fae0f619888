import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { longTableText, MrmcFileError, TruthFileError } from '@lectern/mrmc-files';
import { InvalidStudyData, UnsupportedAnalysis } from '@lectern/statistics';
import { InputError } from './errors.js';

export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path',
  EISDIR: 'is a folder; name a file in it',
  EACCES: 'may not be read; check its permissions',
};

/** A path as it was typed: `npm run lectern` runs in the project's folder, and says in INIT_CWD where it was called. */
export function resolveTyped(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
  return resolve(script === 'lectern' && calledIn ? calledIn : process.cwd(), path);
}

/** @throws InputError where it cannot be read */
export async function readInput(path: string): Promise<InputFile> {
  try {
    return { name: basename(path), bytes: await readFile(resolveTyped(path)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new InputError(`${path}: ${REASONS[code] ?? `cannot be read (${code})`}`);
  }
}

/**
 * What a file's content makes impossible, said with the file's name.
 *
 * @param truth the second file, where there is one
 * @throws InputError
 */
export async function withFileName<T>(path: string, work: () => T | Promise<T>, truth = path): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MrmcFileError)
      throw new InputError(`${error instanceof TruthFileError ? truth : path}: ${error.message}${remedyOf(error)}`);
    if (error instanceof InvalidStudyData || error instanceof UnsupportedAnalysis)
      throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

function remedyOf({ remedy }: MrmcFileError): string {
  return remedy === undefined ? '' : `; ${remedy}`;
}

/** Text of a long table. @throws InputError for any other format */
export async function readLongTable(path: string): Promise<string> {
  const { name, bytes } = await readInput(path);
  return withFileName(path, () => longTableText(name, bytes));
}
