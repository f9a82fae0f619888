import { webcrypto } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { PayloadKey, PayloadKeys } from './payload-keys.js';

const cipher = 'AES-GCM';
const encoding = 'binary/encrypted';
/** Bytes of a nonce as NIST SP 800-38D recommends it; random, so a key is to be changed long before 2^32 payloads. */
const nonceBytes = 12;

/**
 * Encrypts what Temporal stores and shows: arguments, results, failures. A payload goes in whole, with its own metadata; outside stand the cipher and the id of
 * the key, which is authenticated with it. Payloads that were never encrypted are left as they are.
 */
export class EncryptedPayloads implements PayloadCodec {
  private readonly imported = new Map<string, Promise<webcrypto.CryptoKey>>();

  constructor(private readonly keys: PayloadKeys) {}

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.encrypt(payload)));
  }

  /** @throws UnknownPayloadKey; OperationError for what was altered */
  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.decrypt(payload)));
  }

  private async encrypt(payload: Payload): Promise<Payload> {
    const key = this.keys.current();
    const nonce = webcrypto.getRandomValues(new Uint8Array(nonceBytes));
    const sealed = await webcrypto.subtle.encrypt(
      parameters(nonce, key.id),
      await this.cryptoKey(key),
      packed(payload),
    );
    return {
      metadata: { encoding: bytesOf(encoding), cipher: bytesOf(cipher), 'key-id': bytesOf(key.id) },
      data: Buffer.concat([nonce, new Uint8Array(sealed)]),
    };
  }

  private async decrypt(payload: Payload): Promise<Payload> {
    if (textOf(payload.metadata?.encoding) !== encoding) return payload;
    const id = textOf(payload.metadata?.['key-id']);
    const key = await this.cryptoKey(await this.keys.find(id));
    const data = payload.data ?? new Uint8Array();
    const opened = await webcrypto.subtle.decrypt(
      parameters(data.subarray(0, nonceBytes), id),
      key,
      data.subarray(nonceBytes),
    );
    return unpacked(new Uint8Array(opened));
  }

  private cryptoKey({ id, bytes }: PayloadKey): Promise<webcrypto.CryptoKey> {
    const known = this.imported.get(id);
    if (known) return known;
    const made = webcrypto.subtle.importKey('raw', bytes, cipher, false, ['encrypt', 'decrypt']);
    this.imported.set(id, made);
    return made;
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());
const parameters = (iv: Uint8Array, keyId: string) => ({ name: cipher, iv, additionalData: bytesOf(keyId) });

interface Packed {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: string | null;
}

function packed({ metadata, data }: Payload): Uint8Array {
  const whole: Packed = {
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
    data: data ? base64(data) : null,
  };
  return bytesOf(JSON.stringify(whole));
}

function unpacked(bytes: Uint8Array): Payload {
  const { metadata, data } = JSON.parse(textOf(bytes)) as Packed;
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, fromBase64(value)])),
    ...(data === null ? {} : { data: fromBase64(data) }),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
