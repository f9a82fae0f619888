import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret of the installation: 32 bytes in `secrets/<name>` of the data folder, made at the first call. @throws Error where the file holds anything else */
export async function installationSecret(dataFolder: string, name: string): Promise<Uint8Array> {
  const folder = join(dataFolder, 'secrets');
  const file = join(folder, name);
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
