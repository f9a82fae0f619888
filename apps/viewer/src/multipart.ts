/** One part of a multipart/related answer (RFC 2387). */
export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * Splits a DICOMweb answer into its parts; an answer that is no multipart is one part.
 *
 * @throws Error if the boundary is not named or a part has no header
 */
export function parseMultipart(contentType: string, bytes: Uint8Array): readonly Part[] {
  if (!/^multipart\//i.test(contentType)) return [{ headers: new Map([['content-type', contentType]]), body: bytes }];
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw new Error('A multipart answer without a boundary');
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  const parts: Part[] = [];
  let start = indexOf(bytes, delimiter, 0);
  while (start >= 0) {
    const from = start + delimiter.length;
    const next = indexOf(bytes, delimiter, from);
    if (next < 0) break; // the closing delimiter
    parts.push(parsePart(bytes.subarray(from + 2, next - 2))); // without the line breaks of the delimiters
    start = next;
  }
  return parts;
}

const BLANK_LINE = new Uint8Array([13, 10, 13, 10]);

function parsePart(part: Uint8Array): Part {
  const end = indexOf(part, BLANK_LINE, 0);
  if (end < 0) throw new Error('A part of a multipart answer without a header');
  const lines = new TextDecoder('latin1').decode(part.subarray(0, end)).split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: part.subarray(end + BLANK_LINE.length) };
}

/** First place of `pattern` at or after `from`, or -1. */
function indexOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const [head] = pattern;
  for (let at = bytes.indexOf(head ?? 0, from); at >= 0; at = bytes.indexOf(head ?? 0, at + 1)) {
    if (at + pattern.length > bytes.length) return -1;
    if (pattern.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
