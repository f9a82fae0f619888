import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cache = join(root, '.lectern', 'cache');

/** A set-up step failed; the message is for the person at the keyboard and says what to do. */
export class SetupError extends Error {}

export const log = (line) => process.stderr.write(`  ${line}\n`);

/**
 * Runs `work` unless it was done before for the same key. The stamp lies beside what the step made, so that removing the one removes the other.
 *
 * @param {{ name: string, stamp: string, key: string, work: () => Promise<void> }} step
 */
export async function once({ name, stamp, key, work }) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  const begun = Date.now();
  log(`${name} ...`);
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
  log(`${name}: done in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

/** Runs a command; its output is shown only if it fails. */
export function run(command, args, { env = {}, remedy }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-8000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) =>
      reject(new SetupError(`${command} could not be started (${error.message}). ${remedy}`)),
    );
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new SetupError(`${output}\n${command} ${args.join(' ')} failed (${code}). ${remedy}`)),
    );
  });
}

/** A hash that changes when a file below one of the paths changes (by size and time), or by content with `content`. */
export function fingerprint(paths, { content = false, skip = /node_modules|dist$|generated$|\.spec\.ts$/ } = {}) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (skip.test(path) || !existsSync(path)) return;
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path}\0`).update(content ? readFileSync(path) : `${stat.size} ${stat.mtimeMs}\0`);
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}
