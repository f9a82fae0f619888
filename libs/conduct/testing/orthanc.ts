import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const plugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Why a test with a real Orthanc cannot run here; undefined where it can. */
export const withoutOrthanc = (): string | undefined =>
  existsSync(plugin) && !spawnSync('Orthanc', ['--version']).error
    ? undefined
    : 'Orthanc is not installed (apt-get install orthanc orthanc-dicomweb)';

export interface OrthancOptions {
  /** Other DICOMweb servers that it may send to, by name. */
  readonly servers?: Readonly<Record<string, object>>;
  /** Other DICOM nodes, by name: title, address and port. */
  readonly modalities?: Readonly<Record<string, readonly [string, string, number]>>;
  readonly user?: { readonly name: string; readonly password: string };
}

/** A real Orthanc (Debian's) with an empty folder of its own. */
export class Orthanc {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
    readonly dicomPort: number,
    private readonly authorization: Record<string, string>,
  ) {}

  static async start({ servers = {}, modalities = {}, user }: OrthancOptions = {}): Promise<Orthanc> {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-orthanc-'));
    const [httpPort, dicomPort] = [await freePort(), await freePort()];
    const configuration = {
      ...{ Name: 'Peer', StorageDirectory: folder, IndexDirectory: folder, Plugins: [plugin] },
      ...{ HttpPort: httpPort, DicomPort: dicomPort, DicomAet: 'ORTHANC', RemoteAccessAllowed: true },
      ...{ AuthenticationEnabled: user !== undefined, RegisteredUsers: user ? { [user.name]: user.password } : {} },
      ...{ DicomModalities: modalities, DicomWeb: { Enable: true, Root: '/dicom-web/', Servers: servers } },
    };
    await writeFile(join(folder, 'orthanc.json'), JSON.stringify(configuration));
    const child = spawn('Orthanc', [join(folder, 'orthanc.json')], {
      stdio: 'ignore',
      env: { ...process.env, TCP_NODELAY: '1' },
    });
    const authorization: Record<string, string> = user
      ? { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` }
      : {};
    const orthanc = new Orthanc(child, folder, `http://127.0.0.1:${httpPort}`, dicomPort, authorization);
    await orthanc.untilAnswers();
    return orthanc;
  }

  /** Stores a file by its own interface. @returns its id there */
  async store(bytes: Uint8Array): Promise<string> {
    return ((await this.post('/instances', bytes)) as { ID: string }).ID;
  }

  /** @throws Error with what it answered, unless that is success */
  async post(path: string, body: Uint8Array | object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: this.authorization,
      body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Orthanc answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilAnswers(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (this.child.exitCode !== null) throw new Error('Orthanc ended at its start');
      const answer = await fetch(`${this.url}/system`, { headers: this.authorization }).catch(() => null);
      if (answer?.ok) return;
      await wait(100);
    }
    throw new Error('Orthanc did not answer within half a minute');
  }
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
