import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** SHA-256 of the canonical JSON text of a value. @throws NotCanonical */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** HMAC-SHA-256 (RFC 2104) of a text under a key text, as 32 bytes. */
export function hmacSha256(key: string, text: string): Uint8Array {
  return hmac(sha256, utf8ToBytes(key), utf8ToBytes(text));
}

/** The same in lower-case hexadecimal. */
export function hmacSha256Hex(key: string, text: string): string {
  return bytesToHex(hmacSha256(key, text));
}
