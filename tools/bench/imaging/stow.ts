import { median } from '../percentile.js';
import { Agent, request } from 'node:http';

/** Connections that stay open, as clients of image archives keep them. */
export const keepAlive = (connections: number): Agent => new Agent({ keepAlive: true, maxSockets: connections });

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export interface Asked {
  readonly url: string;
  readonly agent: Agent;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  readonly body?: Buffer;
}

/** A connection that the server closed while it was idle is no failure: the request goes again on another. @throws Error where there is no answer */
export function ask(asked: Asked): Promise<Answer> {
  const { url, agent, headers = {}, method = 'GET', body } = asked;
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {};
    const sent = request(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) }));
      response.on('error', reject);
    });
    sent.setNoDelay(true);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') ask(asked).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}

const boundary = 'lectern-bench';

/** Stores instances by one STOW-RS request. @throws Error unless all were stored */
export async function stow(target: Omit<Asked, 'method' | 'body'>, instances: readonly Uint8Array[]): Promise<void> {
  const body = Buffer.concat([
    ...instances.flatMap((bytes) => [
      Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const headers = {
    ...target.headers,
    accept: 'application/dicom+json',
    'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
  };
  const { status, body: answer } = await ask({ ...target, headers, method: 'POST', body });
  if (status !== 200) throw new Error(`${target.url} answered ${status}: ${answer.toString().slice(0, 500)}`);
}

/** Uploads one case as the browser's form does. @throws Error unless it was received */
export async function upload(
  target: Omit<Asked, 'method' | 'body'>,
  label: string,
  files: readonly Uint8Array[],
): Promise<void> {
  const part = (head: string): Buffer =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`);
  const body = Buffer.concat([
    part('name="label"'),
    Buffer.from(`${label}\r\n`),
    ...files.flatMap((bytes, n) => [
      part(`name="files"; filename="${n}"\r\nContent-Type: application/dicom`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const headers = { ...target.headers, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const { status, body: answer } = await ask({ ...target, headers, method: 'POST', body });
  if (status !== 202) throw new Error(`${target.url} answered ${status}: ${answer.toString().slice(0, 500)}`);
}

/** Does the work of a list, so many at a time. @returns seconds it took */
export async function timed<T>(items: readonly T[], atOnce: number, act: (item: T) => Promise<void>): Promise<number> {
  const queue = [...items];
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (performance.now() - begun) / 1000;
}

/** Median time of an answer in milliseconds over so many requests, one after the other. @throws Error for any but 200 */
export async function medianMillis(asked: readonly Asked[], times: number): Promise<number> {
  const millis: number[] = [];
  for (let n = 0; n < times; n++) {
    const one = asked[n % asked.length] as Asked;
    const begun = performance.now();
    const { status } = await ask(one);
    millis.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${one.url} answered ${status}`);
  }
  return median(millis);
}
