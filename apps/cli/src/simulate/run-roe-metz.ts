import { writeFile } from 'node:fs/promises';
import { ratingsCsvRows } from '@lectern/mrmc-files';
import { InputError } from '../terminal/errors.js';
import { resolveTyped } from '../terminal/input-file.js';
import { printLines } from '../terminal/output.js';
import { roeMetzStudy, type RoeMetzRequest } from './roe-metz-study.js';

export async function runRoeMetz({ out, ...request }: RoeMetzRequest & { out?: string }): Promise<void> {
  const rows = [...ratingsCsvRows(roeMetzStudy(request))];
  if (out === undefined) return printLines(rows);
  try {
    await writeFile(resolveTyped(out), `${rows.join('\n')}\n`);
  } catch (error) {
    throw new InputError(
      `${out}: cannot be written (${(error as NodeJS.ErrnoException).code}); check folder and permissions`,
    );
  }
}
