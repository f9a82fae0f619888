import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import type { S3Options } from '../src/s3-store.js';

const venv = join(import.meta.dirname, '..', '..', '..', '.lectern', 'cache', 'moto-5.2.5');
const program = join(venv, 'bin', 'moto_server');

/** moto's server (Apache-2.0, PyPI), which speaks the S3 protocol over HTTP, in the project's cache; false where it cannot be had. It does not judge signatures. */
export function hasS3Server(): boolean {
  if (!existsSync(program)) {
    spawnSync('python3', ['-m', 'venv', venv], { timeout: 120_000 });
    spawnSync(join(venv, 'bin', 'pip'), ['install', '-q', 'moto[s3,server]==5.2.5'], { timeout: 240_000 });
  }
  return existsSync(program);
}

export interface S3Server extends S3Options {
  stop(): Promise<void>;
}

/** A server with one empty bucket, on any free port. */
export async function startS3Server(): Promise<S3Server> {
  const port = await freePort();
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswers(`${endpoint}/moto-api/`, child);
  const server = { endpoint, region: 'us-east-1', bucket: 'lectern', accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new AwsClient({ ...server, service: 's3' });
  await client.fetch(`${endpoint}/${server.bucket}`, { method: 'PUT' });
  const stop = async (): Promise<void> => {
    const ended = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.kill()) await ended;
  };
  return { ...server, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** @throws Error where it ends instead */
async function untilAnswers(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`);
    if (await fetch(address).then(() => true, () => false)) return; // prettier-ignore
    await new Promise((done) => setTimeout(done, 50));
  }
}
