import { createHash } from 'node:crypto';
import type { Part10 } from './part10.js';
import { writeDataset } from './writer.js';

/**
 * SHA-256 (hexadecimal) of what a file says, whoever wrote its file meta information and in whatever native encoding: a sender that makes the one anew or
 * negotiates the other sends the same content. Compressed pixels are other content than the samples they stand for.
 */
export function contentHash({ dataset, transferSyntax }: Part10): string {
  const pixels = transferSyntax.encapsulated ? transferSyntax.uid : 'native';
  return createHash('sha256').update(`${pixels}\n`).update(writeDataset(dataset)).digest('hex');
}
