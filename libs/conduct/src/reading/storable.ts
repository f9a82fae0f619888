import { canonicalJson, NotCanonical, sha256Hex } from '@lectern/evidence';
import { Invalid } from '../errors.js';

/** Hash of a value that is about to be stored. @throws Invalid where it has characters that neither UTF-8 nor PostgreSQL carries */
export function hashOfStorable(value: unknown): string {
  try {
    const text = canonicalJson(value);
    if (text.includes('\\u0000')) throw new NotCanonical('', 'has a NUL character');
    return sha256Hex(text);
  } catch (error) {
    if (error instanceof NotCanonical)
      throw new Invalid('not-storable', `What was sent cannot be kept: ${error.message}.`);
    throw error;
  }
}
