import { MrmcFileError } from './mrmc-file.error.js';

/** Reads as a file has them, refused where one comes a second time. */
export class EachReadOnce {
  private readonly places = new Map<string, string>();

  /** @throws MrmcFileError that names both places */
  add(place: string, reader: string, treatment: string, id: string): void {
    const key = `${reader}\u0000${treatment}\u0000${id}`;
    const before = this.places.get(key);
    if (before !== undefined)
      throw new MrmcFileError(
        place,
        undefined,
        `reader ${reader}, treatment ${treatment}, case ${id} is there already (${before})`,
        'keep one row a read; a table of marks comes with the file of its cases and lesions',
      );
    this.places.set(key, place);
  }
}
