import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.js';

const toBytes = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? utf8ToBytes(data) : data);

/** SHA-256 of bytes or of a text's UTF-8, lower-case hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(toBytes(data)));
}

/** HMAC-SHA-256 (RFC 2104), lower-case hexadecimal. */
export function hmacSha256Hex(key: string | Uint8Array, data: string | Uint8Array): string {
  return bytesToHex(hmac(sha256, toBytes(key), toBytes(data)));
}

/** SHA-256 of a value's canonical JSON: equal values, equal hash, whatever the order of their keys. */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
