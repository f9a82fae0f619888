import { BitSource } from './bit-source.js';
import { damagedStream } from './compressed-frame.js';
import type { HuffmanSpecification } from './jpeg-stream.js';

/** A Huffman table for decoding (T.81, annex F.2.2.3): code words of up to 16 bits. */
export class HuffmanTable {
  private readonly least: number[] = [];
  private readonly most: number[] = [];
  private readonly first: number[] = [];
  private readonly values: Uint8Array;

  constructor(specification: HuffmanSpecification | undefined) {
    if (!specification) throw damagedStream('a JPEG scan names tables that are there');
    this.values = specification.values;
    let [code, index] = [0, 0];
    for (const count of specification.counts) {
      this.first.push(index);
      this.least.push(code);
      this.most.push(count > 0 ? code + count - 1 : -1);
      code = (code + count) << 1;
      index += count;
    }
  }

  decode(bits: BitReader): number {
    let code = 0;
    for (let length = 0; length < 16; length++) {
      code = (code << 1) | bits.bit();
      const most = this.most[length] as number;
      if (most >= 0 && code <= most && code >= (this.least[length] as number)) {
        return this.values[(this.first[length] as number) + code - (this.least[length] as number)] as number;
      }
    }
    throw damagedStream('JPEG code words are those of the tables');
  }
}

/** Bits of entropy-coded bytes: stuffed zeros skipped, stopped by a marker. */
export class BitReader extends BitSource {
  /** A difference of `size` bits, its sign as T.81, F.2.2.1 (EXTEND) has it. */
  difference(size: number): number {
    if (size === 0) return 0;
    const value = this.bits(size);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Skips to after the restart marker that must come next. */
  restart(): void {
    this.left = 0;
    const marker = this.bytes[this.at + 1] ?? 0;
    if (this.bytes[this.at] !== 0xff || (marker & 0xf8) !== 0xd0)
      throw damagedStream('JPEG restart markers stand in place');
    this.at += 2;
  }

  protected fill(): void {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw damagedStream('the entropy-coded data is complete');
    if (byte === 0xff) {
      if (this.bytes[this.at + 1] !== 0) throw damagedStream('the entropy-coded data is complete');
      this.at++;
    }
    this.at++;
    this.held = byte;
    this.left = 8;
  }
}
