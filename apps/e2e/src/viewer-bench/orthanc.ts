import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MILLIS = 60_000;
const PLUGINS = '/usr/share/orthanc/plugins';
const NAMES = ['Orthanc', '/usr/sbin/Orthanc'];

export interface Orthanc {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whether Orthanc and its DICOMweb plug-in are here; installed by apt where we are root. */
export function haveOrthanc(): boolean {
  if (program()) return true;
  if (process.getuid?.() !== 0) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'orthanc', 'orthanc-dicomweb'];
  spawnSync('apt-get', ['update', '-qq'], { env });
  spawnSync('apt-get', args, { env });
  return program() !== undefined;
}

const program = (): string | undefined =>
  existsSync(join(PLUGINS, 'libOrthancDicomWeb.so'))
    ? NAMES.find((name) => spawnSync(name, ['--version']).status === 0)
    : undefined;

/** Orthanc on a folder and ports of its own, as its package configures it but for these. */
export async function startOrthanc(): Promise<Orthanc> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-orthanc-'));
  const [port, dicomPort] = [await freePort(), await freePort()];
  const configuration = {
    Name: 'bench',
    StorageDirectory: join(folder, 'storage'),
    IndexDirectory: join(folder, 'storage'),
    Plugins: [join(PLUGINS, 'libOrthancDicomWeb.so')],
    HttpPort: port,
    DicomPort: dicomPort,
    AuthenticationEnabled: false,
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
  mkdirSync(join(folder, 'storage'));
  writeFileSync(join(folder, 'orthanc.json'), JSON.stringify(configuration));
  const child = spawn(program() ?? 'Orthanc', [join(folder, 'orthanc.json')], { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + PATIENCE_MILLIS;
  while (
    !(await fetch(`${url}/system`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > until || child.exitCode !== null) {
      await stop();
      throw new Error('Orthanc did not start');
    }
    await wait(200);
  }
  return { url, stop };
}

export async function store({ url }: Orthanc, files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) {
    const answer = await fetch(`${url}/instances`, { method: 'POST', body: new Uint8Array(bytes) });
    if (!answer.ok) throw new Error(`Orthanc answered ${answer.status} to a file of the bench`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
