const headerBytes = 6;
const lengthOffset = 2;

/**
 * Follows the protocol data units of a connection (PS3.8, 9.3: type, reserved byte, length in 4 bytes big endian), however the stream is cut: a length is judged
 * before its bytes are waited for.
 */
export class PduGuard {
  private readonly header = Buffer.alloc(headerBytes);
  private filled = 0;
  /** Bytes of the present unit that are still to come. */
  private remaining = 0;

  /** @param longest bytes of a unit at most, without its header */
  constructor(private readonly longest: number) {}

  /** @returns false as soon as a unit announces more than is taken */
  allows(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length;) {
      if (this.remaining > 0) {
        const taken = Math.min(this.remaining, chunk.length - at);
        this.remaining -= taken;
        at += taken;
        continue;
      }
      this.header[this.filled++] = chunk[at++] ?? 0;
      if (this.filled < headerBytes) continue;
      this.filled = 0;
      this.remaining = this.header.readUInt32BE(lengthOffset);
      if (this.remaining > this.longest) return false;
    }
    return true;
  }
}
