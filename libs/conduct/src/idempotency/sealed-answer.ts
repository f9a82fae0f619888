import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** An answer, readable only with the key under which the act was asked for (AES-256-GCM; key by HKDF, RFC 5869). */
export function sealAnswer(key: string, user: string, answer: unknown): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, derived(key, user), nonce);
  const sealed = Buffer.concat([sealing.update(JSON.stringify({ answer })), sealing.final()]);
  return Uint8Array.from(Buffer.concat([nonce, sealing.getAuthTag(), sealed]));
}

/** @throws Error where the key is another or the bytes were altered */
export function openAnswer(key: string, user: string, bytes: Uint8Array): unknown {
  const opening = createDecipheriv(cipher, derived(key, user), bytes.subarray(0, nonceBytes));
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]);
  return (JSON.parse(text.toString()) as { answer?: unknown }).answer;
}

const derived = (key: string, user: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, user, 'lectern idempotent answer', 32));
