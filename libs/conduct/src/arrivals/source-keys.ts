import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Names what came in without saying it: HMAC-SHA256 under a secret of the installation, so that a guess cannot be tested without it. */
export class SourceKeys {
  private readonly key: KeyObject;

  /** @param key 32 secret bytes, kept apart from the database */
  constructor(key: Uint8Array) {
    this.key = createSecretKey(key);
  }

  ofUid(uid: string): string {
    return this.of('uid', uid);
  }

  /** @param hash SHA-256 of what a file says */
  ofContent(hash: string): string {
    return this.of('content', hash);
  }

  private of(kind: string, text: string): string {
    return createHmac('sha256', this.key).update(`${kind} ${text}`).digest('base64url');
  }
}
