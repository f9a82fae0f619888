/** One message as it went over the wire. */
export interface WireMessage {
  /** PostgreSQL: its type letter (`startup` for the untyped first). HTTP/2: the frame's type. */
  readonly kind: string;
  readonly bytes: Buffer;
  /** Whether it is counted: pings, settings and window updates of HTTP/2 come when they like. */
  readonly counted: boolean;
}

/** Cuts one direction of one connection into messages. What is not whole yet waits. */
export interface Framing {
  push(chunk: Buffer): WireMessage[];
}

export type Direction = 'to-server' | 'to-client';

class BufferedFraming implements Framing {
  private waiting = Buffer.alloc(0);

  /** @param next the first message of the buffer; null where it is not whole yet */
  constructor(private readonly next: (buffer: Buffer) => WireMessage | null) {}

  push(chunk: Buffer): WireMessage[] {
    this.waiting = Buffer.concat([this.waiting, chunk]);
    const whole: WireMessage[] = [];
    for (let message = this.next(this.waiting); message; message = this.next(this.waiting)) {
      whole.push(message);
      this.waiting = this.waiting.subarray(message.bytes.length);
    }
    return whole;
  }
}

/** PostgreSQL's frontend/backend protocol 3: a type byte and a length that counts itself; the client's first message has no type. */
export function postgresFraming(direction: Direction): Framing {
  let isFirst = direction === 'to-server';
  return new BufferedFraming((buffer) => {
    const typed = isFirst ? 0 : 1;
    if (buffer.length < typed + 4) return null;
    const length = typed + buffer.readUInt32BE(typed);
    if (buffer.length < length) return null;
    const kind = isFirst ? 'startup' : String.fromCharCode(buffer[0] as number);
    isFirst = false;
    return { kind, bytes: buffer.subarray(0, length), counted: true };
  });
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME_HEADER = 9;
const DATA = 0;
const HEADERS = 1;

/** HTTP/2 frames (RFC 9113, section 4.1), which carry Temporal's gRPC; the client begins with a preface. */
export function http2Framing(direction: Direction): Framing {
  let isFirst = direction === 'to-server';
  return new BufferedFraming((buffer) => {
    if (isFirst) {
      if (buffer.length < PREFACE.length) return null;
      isFirst = false;
      return { kind: 'preface', bytes: buffer.subarray(0, PREFACE.length), counted: false };
    }
    if (buffer.length < FRAME_HEADER) return null;
    const length = FRAME_HEADER + buffer.readUIntBE(0, 3);
    if (buffer.length < length) return null;
    const type = buffer[3] as number;
    return { kind: `frame ${type}`, bytes: buffer.subarray(0, length), counted: type === DATA || type === HEADERS };
  });
}
