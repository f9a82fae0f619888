import { hkdfSync } from 'node:crypto';
import { openJson, sealJson } from '../encryption/sealing.js';

/** An answer, readable only with the key under which the act was asked for (key by HKDF, RFC 5869). */
export function sealAnswer(key: string, user: string, answer: unknown): Uint8Array<ArrayBuffer> {
  return sealJson(derived(key, user), '', { answer });
}

/** @throws Error where the key is another or the bytes were altered */
export function openAnswer(key: string, user: string, bytes: Uint8Array): unknown {
  return (openJson(derived(key, user), '', bytes) as { answer?: unknown }).answer;
}

const derived = (key: string, user: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, user, 'lectern idempotent answer', 32));
