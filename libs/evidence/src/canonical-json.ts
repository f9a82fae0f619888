/** A value has no canonical JSON text. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(
    readonly path: string,
    why: string,
  ) {
    super(`${path || 'the value'} ${why}`);
  }
}

/**
 * Canonical JSON text of a value: no white space, names sorted by UTF-16 code units, numbers as ECMAScript writes them (RFC 8785).
 * Properties whose value is `undefined` are left out, as in JSON.stringify.
 *
 * @throws NotCanonical for anything that JSON cannot carry without loss: NaN, infinities, lone surrogates, functions, dates, `undefined` in a list
 */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(value, path);
    case 'string':
      return writeString(value, path);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeList(value, path) : writeObject(value, path);
    default:
      throw new NotCanonical(path, `is of type ${typeof value}, which JSON does not have`);
  }
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new NotCanonical(path, `is ${value}, which JSON does not have`);
  return JSON.stringify(value); // -0 becomes 0, as RFC 8785 section 3.2.2.3 asks
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function writeString(value: string, path: string): string {
  if (loneSurrogate.test(value)) throw new NotCanonical(path, 'has a lone surrogate, which UTF-8 cannot carry');
  return JSON.stringify(value);
}

function writeList(list: readonly unknown[], path: string): string {
  return `[${Array.from(list, (item, index) => write(item, `${path}/${index}`)).join(',')}]`;
}

function writeObject(object: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotCanonical(path, `is a ${object.constructor.name}, not a plain object`);
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${writeString(name, path)}:${write(value, `${path}/${name}`)}`);
  return `{${members.join(',')}}`;
}
