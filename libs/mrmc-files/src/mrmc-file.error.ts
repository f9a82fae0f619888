/** A file that cannot be read: where, which field, why, and what helps. The message, without the remedy, is one line. */
export class MrmcFileError extends Error {
  override readonly name = 'MrmcFileError';

  /**
   * @param place e.g. `line 12` or `sheet TP, row 3`; empty: the file as a whole
   * @param field the column's name in the file, where one is to blame
   */
  constructor(
    readonly place: string,
    readonly field: string | undefined,
    readonly reason: string,
    readonly remedy?: string,
  ) {
    const where = [place, field].filter(Boolean).join(', ');
    super(where ? `${where}: ${reason}` : reason);
  }
}
