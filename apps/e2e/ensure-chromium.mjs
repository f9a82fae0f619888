/**
 * Finds the browser for the tests that need one: Chromium or Chrome on this machine, else Playwright's own copy, else it is installed: by apt
 * where we are root, by Playwright otherwise. Plain Node 20.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * @param {{ log?: (line: string) => void }} [options] told one line a step that takes time
 * @returns {string} path of an executable Chromium
 * @throws {Error} that says what to do, where none is found and none can be installed
 */
export function chromiumPath({ log = () => {} } = {}) {
  return installed() ?? playwrightCopy() ?? install(log);
}

function installed() {
  const given = process.env.LECTERN_CHROMIUM;
  if (given) return existsSync(given) ? given : fail(`LECTERN_CHROMIUM names ${given}, which is not there`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find((path) =>
    existsSync(path),
  );
}

function playwrightCopy() {
  const path = playwright().chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

const playwright = () => createRequire(import.meta.url)('playwright-core');

function install(log) {
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    log('Chromium: installing by apt (for the browser tests)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ]) {
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    }
    const path = installed();
    if (path) return path;
  }
  log('Chromium: fetching by Playwright (for the browser tests)');
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  try {
    execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    // the sentence below says what to do
  }
  return (
    playwrightCopy() ??
    fail('No Chromium for the browser tests. Install chromium or google-chrome, or set LECTERN_CHROMIUM to its path.')
  );
}

function fail(message) {
  throw new Error(message);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(chromiumPath({ log: console.error }));
