import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { log } from './step.mjs';

/** What Debian has that tests compare with: a file by which each is known, and its packages. */
const tools = [
  {
    name: 'Orthanc',
    file: '/usr/share/orthanc/plugins/libOrthancDicomWeb.so',
    packages: ['orthanc', 'orthanc-dicomweb'],
  },
  { name: 'dcmtk', file: '/usr/bin/storescu', packages: ['dcmtk'] },
  { name: 'dicom3tools', file: '/usr/bin/dciodvfy', packages: ['dicom3tools'] },
];

const limit = 180_000; // ms: a mirror that does not answer must not hold up the tests

/** Installs the tools where we are root and apt can have them. What is missing then is missing: its tests say by name that they skip. */
export function testTools() {
  const missing = tools.filter(({ file }) => !existsSync(file));
  if (missing.length === 0 || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) return;
  log(`Installing ${missing.map(({ name }) => name).join(', ')} by apt (for comparisons in tests) ...`);
  const packages = missing.flatMap((tool) => tool.packages);
  const isThere = apt(['update', '-qq']) && apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  const left = missing.filter(({ file }) => !existsSync(file));
  if (!isThere || left.length > 0)
    log(`Not to be had by apt: ${left.map(({ name }) => name).join(', ')}. The tests that need it are skipped.`);
}

/** RUNLEVEL 1: what is installed starts no service of its own. */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const patience = ['DPkg::Lock::Timeout=60', 'Acquire::Retries=0', 'Acquire::http::Timeout=10'];
  const command = [...patience.flatMap((option) => ['-o', option]), ...args];
  return spawnSync('apt-get', command, { env, stdio: 'ignore', timeout: limit }).status === 0;
}
