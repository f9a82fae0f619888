import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** Seals what programs need in plain later: AES-256-GCM under a key of its own, bound to what it belongs to. */
export class CredentialsVault {
  /** @param key 32 secret bytes, kept apart from the database */
  constructor(private readonly key: Uint8Array) {}

  /** @returns nonce, ciphertext and tag */
  seal(owner: string, value: unknown): Uint8Array<ArrayBuffer> {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.key, nonce).setAAD(Buffer.from(owner));
    const text = sealing.update(JSON.stringify(value), 'utf8');
    return Uint8Array.from(Buffer.concat([nonce, text, sealing.final(), sealing.getAuthTag()]));
  }

  /** @throws Error where the key, the owner or a byte is another */
  open(owner: string, sealed: Uint8Array): unknown {
    const [nonce, tag] = [sealed.subarray(0, nonceBytes), sealed.subarray(sealed.length - tagBytes)];
    const opening = createDecipheriv(cipher, this.key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    const text = opening.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
    return JSON.parse(Buffer.concat([text, opening.final()]).toString('utf8'));
  }
}
