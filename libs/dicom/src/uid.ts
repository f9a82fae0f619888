import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** At least 32 secret bytes. As a key object it is made ready once, which takes four times as long as a digest under it. */
export type SecretKey = Uint8Array | KeyObject;

/**
 * The UID that stands for another one: 2.25 and a UUID (PS3.5, B.2) cut from HMAC-SHA256. The same key and UID always
 * give the same result, so references hold; without the key it cannot be linked back.
 */
export function keyedUid(key: SecretKey, uid: string): string {
  return uidOfDigest(createHmac('sha256', key).update('uid\0').update(uid).digest());
}

/** A UID that follows from its parts, so that making the same object twice gives the same object. Not secret. */
export function derivedUid(...parts: readonly string[]): string {
  return uidOfDigest(createHash('sha256').update(JSON.stringify(parts)).digest());
}

/**
 * The irreversible key of a patient: 26 characters (130 bits) of HMAC-SHA256 in base 32, the same for all
 * examinations of the same patient of the same issuer.
 */
export function patientKeyOf(key: SecretKey, patientId: string, issuer = ''): string {
  const digest = createHmac('sha256', key)
    .update(JSON.stringify(['patient', issuer, patientId]))
    .digest();
  return base32(digest).slice(0, 26);
}

/** True for a syntactically valid UID (PS3.5, 9.1). */
export function isUid(text: string): boolean {
  return text.length <= 64 && /^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+$/.test(text);
}

/** True for a UID that DICOM itself assigns (classes, transfer syntaxes, code schemes): it identifies nobody. */
export function isWellKnownUid(uid: string): boolean {
  return /^1\.2\.840\.10008(\.[0-9]{1,4}){1,12}$/.test(uid);
}

function uidOfDigest(digest: Uint8Array): string {
  const uuid = digest.slice(0, 16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x80; // version 8: vendor-defined
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80; // the variant of RFC 9562
  return `2.25.${uuid.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)}`;
}

function base32(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}
