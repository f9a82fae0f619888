import { damagedStream } from './compressed-frame.js';
import { BitReader, HuffmanTable } from './jpeg-huffman.js';
import type { JpegStream } from './jpeg-stream.js';

/**
 * Decodes a lossless JPEG scan of one component (T.81, annex H), any of the seven predictors.
 *
 * @returns samples of up to 16 bits, row by row
 * @throws DicomRefusedError `compressed-stream`
 */
export function decodeLossless(stream: JpegStream): Uint16Array {
  const { header, scan, restartInterval } = stream;
  const { rows, columns, precision } = header;
  if (scan.selection < 1 || scan.selection > 7)
    throw damagedStream('a lossless JPEG scan names one of seven predictors');
  const table = new HuffmanTable(stream.huffman.get(scan.dcTable));
  const bits = new BitReader(stream.entropy);
  const samples = new Uint16Array(rows * columns);
  const middle = 1 << (precision - scan.shift - 1);
  let restarted = 0; // the row in which prediction began anew
  for (let index = 0; index < samples.length; index++) {
    const row = Math.floor(index / columns);
    if (restartInterval > 0 && index > 0 && index % restartInterval === 0) {
      bits.restart();
      restarted = row;
    }
    const size = table.decode(bits);
    if (size > 16) throw damagedStream('JPEG differences have at most 16 bits');
    const difference = size === 16 ? 32768 : bits.difference(size);
    samples[index] = predicted(samples, index, columns, row === restarted, scan.selection, middle) + difference;
  }
  if (scan.shift > 0) for (let index = 0; index < samples.length; index++) samples[index]! <<= scan.shift;
  return samples;
}

function predicted(
  samples: Uint16Array,
  index: number,
  columns: number,
  firstRow: boolean,
  selection: number,
  middle: number,
): number {
  const firstColumn = index % columns === 0;
  if (firstRow) return firstColumn ? middle : (samples[index - 1] as number);
  const above = samples[index - columns] as number;
  if (firstColumn) return above;
  const left = samples[index - 1] as number;
  const corner = samples[index - columns - 1] as number;
  switch (selection) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    default:
      return (left + above) >> 1;
  }
}
