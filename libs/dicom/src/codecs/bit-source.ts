/** Bits of an entropy-coded stream, the most significant of each byte first; how bytes are unstuffed, and what ends them, is each standard's own. */
export abstract class BitSource {
  protected at = 0;
  protected held = 0;
  protected left = 0;

  constructor(protected readonly bytes: Uint8Array) {}

  bit(): number {
    if (this.left === 0) this.fill();
    this.left--;
    return (this.held >> this.left) & 1;
  }

  /** An unsigned number of up to 16 bits. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) value = (value << 1) | this.bit();
    return value;
  }

  /** Takes the next byte into `held`. @throws DicomRefusedError where there is none */
  protected abstract fill(): void;
}
