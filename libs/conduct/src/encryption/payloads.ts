import type { z } from 'zod';
import type { decodePayloads } from '@lectern/contracts';
import type { Payload } from '@temporalio/common';
import type { Payloads } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { EncryptedPayloads } from './payload-codec.js';
import { UnknownPayloadKey } from './payload-keys.js';

type Written = z.output<typeof decodePayloads.body>;

/** Payloads as programs other than workers see them. */
export function payloads({ payloadKeys }: ConductDeps): Payloads {
  return {
    decode: async ({ payloads: written }: Written) => {
      const codec = new EncryptedPayloads(await payloadKeys());
      const opened = await codec.decode(written.map(read)).catch((error: unknown) => {
        if (error instanceof UnknownPayloadKey) throw new Conflict('no-key', error.message);
        throw new Conflict('not-decrypted', 'These payloads cannot be decrypted: they are damaged or not ours.');
      });
      return { payloads: opened.map(write) };
    },
  };
}

function read({ metadata = {}, data }: Written['payloads'][number]): Payload {
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
    ...(data === undefined ? {} : { data: Buffer.from(data, 'base64') }),
  };
}

function write({ metadata, data }: Payload): Written['payloads'][number] {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return {
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    ...(data ? { data: base64(data) } : {}),
  };
}
