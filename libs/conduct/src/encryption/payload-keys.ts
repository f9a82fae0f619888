import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration } from '@lectern/contracts';

export interface PayloadKey {
  /** Stands beside what was encrypted with it; says nothing about the key. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The keys of an installation's payloads. Old ones stay for as long as histories made with them are to be read. */
export interface PayloadKeys {
  current(): PayloadKey;
  /** @throws UnknownPayloadKey */
  find(id: string): Promise<PayloadKey>;
}

export class UnknownPayloadKey extends Error {
  override readonly name = 'UnknownPayloadKey';
  constructor(id: string) {
    super(`No key ${id}: put it back where the keys of payloads are kept; without it this payload cannot be read.`);
  }
}

/** From the configuration where it names keys, else from the data folder, where a first key is made. */
export async function payloadKeys({
  dataFolder,
  temporal,
}: Pick<Configuration, 'dataFolder' | 'temporal'>): Promise<PayloadKeys> {
  if (temporal.payloadKeys)
    return keysOf(() => Promise.resolve(parseKeys(temporal.payloadKeys ?? '', 'LECTERN_TEMPORAL_PAYLOAD_KEYS')));
  const file = keysFile(dataFolder);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, keyLine(newKey()), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return keysOf(async () => parseKeys(await readFile(file, 'utf8'), file));
}

/** Puts a new key first. What is running goes on with the key before it until it is started again; both are read everywhere. @returns its id */
export async function rotatePayloadKey(dataFolder: string): Promise<string> {
  const file = keysFile(dataFolder);
  await payloadKeys({ dataFolder, temporal: { namespace: 'default', tls: false } });
  const key = newKey();
  await writeFile(`${file}.new`, keyLine(key) + (await readFile(file, 'utf8')), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return key.id;
}

const keysFile = (dataFolder: string): string => join(dataFolder, 'secrets', 'payload-keys');
const newKey = (): PayloadKey => ({ id: randomBytes(6).toString('hex'), bytes: randomBytes(32) });
const keyLine = ({ id, bytes }: PayloadKey): string => `${id}:${Buffer.from(bytes).toString('base64')}\n`;

/** Looks again for a key that is not known: it may have been added since. */
async function keysOf(read: () => Promise<PayloadKey[]>): Promise<PayloadKeys> {
  let keys = await read();
  const [current] = keys;
  if (!current) throw new UnknownPayloadKey('at all');
  return {
    current: () => current,
    find: async (id) => {
      const known = keys.find((key) => key.id === id);
      if (known) return known;
      keys = await read();
      const added = keys.find((key) => key.id === id);
      if (!added) throw new UnknownPayloadKey(id);
      return added;
    },
  };
}

function parseKeys(text: string, source: string): PayloadKey[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const [id = '', encoded = ''] = line.split(':');
      const bytes = Buffer.from(encoded, 'base64');
      if (!/^[\w-]{1,40}$/.test(id) || bytes.length !== 32)
        throw new TypeError(`Key ${index + 1} of ${source} is not written as id:base64 of 32 bytes`);
      return { id, bytes };
    });
}
