import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pythonFolder } from './sources.js';

/** What the reference decoder and the reference readers are made of; test only. */
const packages = [
  'pydicom==3.0.2', 'pydicom-data==1.0.0', 'numpy==2.4.6', 'pillow==13.0.0', 'pylibjpeg==2.1.0', 'pylibjpeg-libjpeg==2.5.0',
  'pylibjpeg-openjpeg==2.6.0', 'pylibjpeg-rle==2.2.0', 'pyjpegls==1.5.1', 'python-gdcm==3.2.6', 'highdicom==0.28.2',
  'dicom-anonymizer==2.1.0', 'dicognito==0.19.0',
]; // prettier-ignore

const python = join(pythonFolder, 'bin/python');

/** True where the reference tools are installed. */
export function hasPython(): boolean {
  return existsSync(join(pythonFolder, 'installed'));
}

/** Installs the reference tools into the project's cache, once. @throws Error where Python or the registry fails */
export function installPython(): void {
  if (hasPython()) return;
  run('python3', ['-m', 'venv', pythonFolder]);
  run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  run(python, ['-c', `open(${JSON.stringify(join(pythonFolder, 'installed'))}, 'w').close()`]);
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed`, { cause: error });
}

export interface ReferenceFrames {
  /** SHA-256 of each frame by decoding plugin; absent where there are no grey frames of 8 or 16 bits. */
  readonly frames?: Readonly<Record<string, readonly string[]>>;
  /** Largest difference to the samples that were handed in, by plugin; null where there are more or fewer of them. */
  readonly difference?: Readonly<Record<string, number | null>>;
  readonly none?: string;
}

/** A file, and the samples that another decoder found in it where they are to be compared. */
export interface Referred {
  readonly path: string;
  readonly samples?: string;
}

/** pydicom needs less than a second for any of the files; a mutation may send it into a loop. */
const longestSilenceMillis = 60_000;

/** What pydicom makes of files, by path. A file over which it dies or hangs is one of which it says nothing. */
export async function pydicomFrames(files: readonly Referred[]): Promise<Map<string, ReferenceFrames>> {
  const found = new Map<string, ReferenceFrames>();
  let left = files;
  while (left.length > 0) {
    const lines = await pythonLines(
      'reference.py',
      left.map(({ path, samples }) => (samples ? `${path}\t${samples}` : path)),
    );
    for (const line of lines) {
      const { path, ...frames } = JSON.parse(line) as ReferenceFrames & { path: string };
      found.set(path, frames);
    }
    const [broken, ...rest] = left.slice(lines.length);
    if (broken) found.set(broken.path, { none: 'pydicom died' });
    left = rest;
  }
  return found;
}

/** Runs a script of this folder over lines of input; its lines of output, fewer where it died or fell silent. */
export async function pythonLines(script: string, input: readonly string[]): Promise<string[]> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(python, [path], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined); // it died: the missing lines say so
  child.stdin.end(input.map((line) => `${line}\n`).join(''));
  const silence = setTimeout(() => child.kill('SIGKILL'), longestSilenceMillis);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    silence.refresh();
  }
  clearTimeout(silence);
  return lines;
}
