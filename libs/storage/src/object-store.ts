/** What is known of an object after it was stored. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Content in one piece, or as it comes. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Objects by key, as folders and S3-compatible stores can both hold them. A key is a path of segments of letters,
 * digits, `.`, `_` and `-`, parted by `/`; no segment starts with a dot. No key may be a folder of another.
 */
export interface ObjectStore {
  /**
   * Stores an object, whole or not at all: readers see the former content, or none, until the new one is complete and
   * durable. The last of several concurrent writers wins.
   *
   * @throws InvalidKeyError
   */
  put(key: string, content: Content): Promise<StoredObject>;

  /** Stores several objects, each as {@link put} does, in one go; where it throws, some may be there. */
  putAll(objects: ReadonlyMap<string, Uint8Array>): Promise<void>;

  /** The whole content. @throws ObjectMissingError */
  get(key: string): Promise<Uint8Array>;

  /**
   * The bytes from `start` up to, without, `end`; fewer where the object ends before.
   *
   * @throws ObjectMissingError, or RangeError unless 0 <= start <= end
   */
  getRange(key: string, start: number, end: number): Promise<Uint8Array>;

  /** The content in pieces; memory stays flat. @throws ObjectMissingError before the first piece */
  stream(key: string): AsyncIterable<Uint8Array>;

  /** Size in bytes, or undefined where there is no such object. */
  sizeOf(key: string): Promise<number | undefined>;

  exists(key: string): Promise<boolean>;

  /** Removes an object; true where there was one. */
  delete(key: string): Promise<boolean>;

  /** Removes all objects whose keys start with a folder, `a/b/`; their number. */
  deleteFolder(folder: string): Promise<number>;

  /** Keys that start with the prefix (any text, also within a segment), in ascending order of code units. */
  list(prefix?: string): AsyncIterable<string>;
}

/** The key is not one; the message does not repeat it, since keys can come from outside. */
export class InvalidKeyError extends Error {
  constructor(reason: string) {
    super(`not a key of an object: ${reason}`);
    this.name = 'InvalidKeyError';
  }
}

export class ObjectMissingError extends Error {
  constructor(readonly key: string) {
    super(`no object is stored as ${key}`);
    this.name = 'ObjectMissingError';
  }
}
