const beginning = 'lectern: the same bytes as ';
const longest = 64;

/** What stands in the quarantine for a file whose bytes came before: files keep the numbers that their uploader knows. */
export function copyOf(file: number): Uint8Array {
  return Buffer.from(`${beginning}file ${file}`);
}

/** The same for one that is in another case of the study. */
export function knownBefore(): Uint8Array {
  return Buffer.from(`${beginning}in another case`);
}

export function isCopy(bytes: Uint8Array): boolean {
  return bytes.length <= longest && Buffer.from(bytes).toString('latin1').startsWith(beginning);
}
