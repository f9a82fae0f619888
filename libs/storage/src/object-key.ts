import { InvalidKeyError } from './object-store.js';

const longestKey = 1024; // S3's limit
const longestSegment = 200; // below the 255 bytes of common file systems
const segmentForm = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** @throws InvalidKeyError */
export function assertKey(key: string): void {
  if (key.length === 0 || key.length > longestKey) throw new InvalidKeyError('its length');
  for (const segment of key.split('/')) {
    if (segment.length > longestSegment) throw new InvalidKeyError('a segment is too long');
    if (!segmentForm.test(segment)) throw new InvalidKeyError('a segment has characters that are not allowed');
  }
}

/** A folder is a key with a slash at its end. @throws InvalidKeyError */
export function assertFolder(folder: string): void {
  if (!folder.endsWith('/')) throw new InvalidKeyError('a folder ends with a slash');
  assertKey(folder.slice(0, -1));
}
