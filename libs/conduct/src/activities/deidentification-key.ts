import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The installation's secret for de-identification: 32 bytes in `secrets/deidentification-key` of the data folder, made at the first call. Whoever has it can test
 * guesses at identities; whoever loses it can no longer tell that two cases are of one patient.
 */
export async function deidentificationKey(dataFolder: string): Promise<Uint8Array> {
  const folder = join(dataFolder, 'secrets');
  const file = join(folder, 'deidentification-key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const key = Buffer.from(await readFile(file, 'utf8'), 'hex');
  if (key.length !== 32) throw new Error(`${file} does not hold 32 bytes: restore it from a backup`);
  return key;
}

/** The key of one case: UIDs of an examination that comes in twice differ, and nothing links cases but the patient key. */
export function caseKey(key: Uint8Array, caseId: string): Uint8Array {
  return createHmac('sha256', key).update(`case ${caseId}`).digest();
}
