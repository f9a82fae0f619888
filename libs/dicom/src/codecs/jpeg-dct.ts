import { damagedStream } from './compressed-frame.js';
import { inverseDct } from './inverse-dct.js';
import { BitReader, HuffmanTable } from './jpeg-huffman.js';
import type { JpegStream } from './jpeg-stream.js';

/** Place in a block, row by row, of each coefficient in zig-zag order (T.81, figure A.6). */
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]; // prettier-ignore

/**
 * Decodes a sequential DCT scan of one component with Huffman coding (T.81, annex F), 8 or 12 bits a sample.
 *
 * @returns samples, row by row
 * @throws DicomRefusedError `compressed-stream`
 */
export function decodeDct(stream: JpegStream): Uint16Array {
  const { rows, columns, precision } = stream.header;
  if (precision !== 8 && precision !== 12) throw damagedStream('sequential JPEG has 8 or 12 bits a sample');
  const table = stream.quantization.get(stream.quantizationTable);
  if (!table) throw damagedStream('a JPEG frame names tables that are there');
  const decoder = new BlockDecoder(stream, table);
  const samples = new Uint16Array(rows * columns);
  const across = Math.ceil(columns / 8);
  const blocks = across * Math.ceil(rows / 8);
  for (let block = 0; block < blocks; block++) {
    if (stream.restartInterval > 0 && block > 0 && block % stream.restartInterval === 0) decoder.restart();
    const values = inverseDct(decoder.coefficients(), precision);
    const [top, left] = [Math.floor(block / across) * 8, (block % across) * 8];
    for (let r = 0; r < Math.min(8, rows - top); r++) {
      for (let c = 0; c < Math.min(8, columns - left); c++)
        samples[(top + r) * columns + left + c] = values[r * 8 + c] as number;
    }
  }
  return samples;
}

class BlockDecoder {
  private readonly bits: BitReader;
  private readonly dc: HuffmanTable;
  private readonly ac: HuffmanTable;
  private readonly block = new Int32Array(64);
  private lastDc = 0;

  constructor(
    { entropy, huffman, scan }: JpegStream,
    private readonly quantization: Uint16Array,
  ) {
    this.bits = new BitReader(entropy);
    this.dc = new HuffmanTable(huffman.get(scan.dcTable));
    this.ac = new HuffmanTable(huffman.get(4 + scan.acTable));
  }

  restart(): void {
    this.bits.restart();
    this.lastDc = 0;
  }

  /** The next block, dequantised, row by row. The same array every time. */
  coefficients(): Int32Array {
    const { block, quantization, bits } = this;
    block.fill(0);
    this.lastDc += bits.difference(this.dc.decode(bits) & 15);
    block[0] = Math.imul(this.lastDc, quantization[0] as number);
    for (let k = 1; k < 64; k++) {
      const symbol = this.ac.decode(bits);
      const size = symbol & 15;
      if (size === 0) {
        if (symbol >> 4 !== 15) break;
        k += 15;
        continue;
      }
      k += symbol >> 4;
      if (k > 63) throw damagedStream('a JPEG block has 64 coefficients');
      block[zigzag[k] as number] = Math.imul(bits.difference(size), quantization[k] as number);
    }
    return block;
  }
}
