/** The body is not the multipart/related that its header announces, or a part is larger than is taken. */
export class MalformedMultipart extends Error {
  override readonly name = 'MalformedMultipart';
}

export interface Part {
  /** Media type in lower case, without parameters. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
const longestHead = 16 * 1024;

/** The boundary that a `Content-Type: multipart/related` header names. RFC 2046 allows 70 characters, Orthanc's has 73. @throws MalformedMultipart */
export function boundaryOf(contentType: string): string {
  const named = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  const boundary = named?.[1] ?? named?.[2];
  if (!boundary) throw new MalformedMultipart('The content type names no boundary');
  return boundary;
}

/**
 * The parts of a multipart/related body (RFC 2046, 5.1) one by one as they come; one part is in memory at a time.
 *
 * @param largest bytes of a part at most
 * @throws MalformedMultipart where the body ends within a part, or a part is larger
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  largest: number,
): AsyncGenerator<Part> {
  const reader = new PieceReader(body);
  const delimiter = Buffer.from(`--${boundary}`);
  await reader.until(delimiter, longestHead); // what stands before the first boundary says nothing
  const next = Buffer.concat([lineEnd, delimiter]);
  while (!(await reader.endsHere())) {
    await reader.until(lineEnd, longestHead); // the rest of the boundary's line
    const head = (await reader.head()).toString('latin1');
    const bytes = await reader.until(next, largest);
    yield { contentType: contentTypeOf(head), bytes };
  }
}

const contentTypeOf = (head: string): string =>
  (/^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1] ?? '').trim().toLowerCase();

/** Bytes of a stream up to what is looked for, however they are cut into pieces. */
class PieceReader {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private kept: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.pieces = body[Symbol.asyncIterator]();
  }

  /** What comes before a mark; the mark is passed over. */
  async until(mark: Buffer, limit: number): Promise<Buffer> {
    const pieces: Buffer[] = [this.kept];
    let length = this.kept.length;
    let searched = this.kept;
    for (;;) {
      const at = searched.indexOf(mark);
      if (at >= 0) {
        const whole = Buffer.concat(pieces, length);
        const end = length - searched.length + at;
        this.kept = whole.subarray(end + mark.length);
        return whole.subarray(0, end);
      }
      if (length > limit + mark.length) throw new MalformedMultipart(`A part is larger than ${limit} bytes`);
      const piece = await this.more();
      pieces.push(piece);
      length += piece.length;
      const overlap = searched.subarray(Math.max(0, searched.length - mark.length + 1));
      searched = overlap.length > 0 ? Buffer.concat([overlap, piece]) : piece;
    }
  }

  /** The headers of a part, empty where it has none. */
  async head(): Promise<Buffer> {
    while (this.kept.length < lineEnd.length) await this.pull();
    if (this.kept.subarray(0, lineEnd.length).equals(lineEnd)) {
      this.kept = this.kept.subarray(lineEnd.length);
      return Buffer.alloc(0);
    }
    return this.until(headEnd, longestHead);
  }

  /** Whether the boundary that was just passed closes the body. */
  async endsHere(): Promise<boolean> {
    while (this.kept.length < 2) await this.pull();
    return this.kept.subarray(0, 2).toString('latin1') === '--';
  }

  private async pull(): Promise<void> {
    this.kept = Buffer.concat([this.kept, await this.more()]);
  }

  private async more(): Promise<Buffer> {
    const { done, value } = await this.pieces.next();
    if (done) throw new MalformedMultipart('The body ends before its last boundary');
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}
