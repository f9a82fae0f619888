import { BitSource } from './bit-source.js';
import { damagedStream } from './compressed-frame.js';

/** Bits of a JPEG-LS scan: a byte after FF holds seven (T.87, annex A.1); a marker ends them. */
export class JpegLsBits extends BitSource {
  /** A value in the limited Golomb code of parameter k (A.5.3). */
  golomb(k: number, limit: number, errorBits: number): number {
    const longest = limit - errorBits - 1;
    let zeros = 0;
    while (this.bit() === 0) if (++zeros > longest) throw damagedStream('JPEG-LS codes are as long as they may be');
    return zeros < longest ? (zeros << k) + this.bits(k) : this.bits(errorBits) + 1;
  }

  protected fill(): void {
    const byte = this.bytes[this.at];
    const stuffed = this.at > 0 && this.bytes[this.at - 1] === 0xff;
    if (byte === undefined || (stuffed && byte >= 0x80)) throw damagedStream('the entropy-coded data is complete');
    this.at++;
    this.held = byte;
    this.left = stuffed ? 7 : 8;
  }
}
