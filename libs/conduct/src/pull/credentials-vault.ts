import { openJson, sealJson } from '../encryption/sealing.js';

/** Seals what programs need in plain later, under a key of its own, bound to what it belongs to. */
export class CredentialsVault {
  /** @param key 32 secret bytes, kept apart from the database */
  constructor(private readonly key: Uint8Array) {}

  /** @returns nonce, ciphertext and tag */
  seal(owner: string, value: unknown): Uint8Array<ArrayBuffer> {
    return sealJson(this.key, owner, value);
  }

  /** @throws Error where the key, the owner or a byte is another */
  open(owner: string, sealed: Uint8Array): unknown {
    return openJson(this.key, owner, sealed);
  }
}
