import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/**
 * Encrypts and authenticates: AES-256-GCM (NIST SP 800-38D) under a random nonce.
 *
 * @param key 32 secret bytes
 * @param context what the bytes are and whose: they open under no other
 * @returns nonce, ciphertext and tag
 */
export function sealBytes(key: Uint8Array, context: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(context));
  return Uint8Array.from(Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()]));
}

/** @throws Error where the key, the context or a byte is another */
export function openBytes(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  const [nonce, tag] = [sealed.subarray(0, nonceBytes), sealed.subarray(sealed.length - tagBytes)];
  const opening = createDecipheriv(cipher, key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([opening.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), opening.final()]);
}

/** The same for a value that JSON can hold. */
export function sealJson(key: Uint8Array, context: string, value: unknown): Uint8Array<ArrayBuffer> {
  return sealBytes(key, context, Buffer.from(JSON.stringify(value)));
}

/** @throws Error as `openBytes` */
export function openJson(key: Uint8Array, context: string, sealed: Uint8Array): unknown {
  return JSON.parse(Buffer.from(openBytes(key, context, sealed)).toString('utf8'));
}
