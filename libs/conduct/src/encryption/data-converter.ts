import { createRequire } from 'node:module';
import type { DataConverter } from '@temporalio/common';
import { EncryptedPayloads } from './payload-codec.js';
import type { PayloadKeys } from './payload-keys.js';

/** How every client and worker of an installation writes to Temporal: encrypted, failures included. */
export function encryptedData(keys: PayloadKeys): DataConverter & { readonly failureConverterPath: string } {
  return {
    payloadCodecs: [new EncryptedPayloads(keys)],
    failureConverterPath: createRequire(import.meta.url).resolve('@lectern/workflows/failure-converter'),
  };
}
