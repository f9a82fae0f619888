import { decoded, decodeFrame, encodeHtj2k, htj2kLossless, parseInstance, type ParsedInstance } from '@lectern/dicom';
import { examinations } from './examinations.js';

/** What lossless HTJ2K costs and saves on the examinations at hand, one thread, as lines to print. Times are CPU, so that a busy machine says the same. */
export async function frameForms(): Promise<string[]> {
  const { from, examinations: all } = examinations(1);
  const images: ParsedInstance[] = [];
  for (const bytes of all.flatMap(({ series }) => series.flat())) images.push(await decoded(parseInstance(bytes)));
  await compressed(images.slice(0, 50)); // the codec is compiled
  const { streams, millis: encoding } = await compressed(images);
  const begun = process.cpuUsage();
  for (const [place, bytes] of streams.entries())
    await decodeFrame({ ...(images[place] as ParsedInstance).pixels, transferSyntaxUid: htj2kLossless, bytes });
  const [native, small] = [images.map(({ pixels }) => pixels.frame), streams].map(bytesAFrame) as [number, number];
  return [
    `${images.length} images (${from}); what is measured is a frame:`,
    `bytes: ${native.toFixed(0)} as samples, ${small.toFixed(0)} as HTJ2K (${((100 * small) / native).toFixed(0)} %)`,
    `compressed, decoded and compared: ${encoding.toFixed(2)} ms of CPU; decoded: ${(millisSince(begun) / images.length).toFixed(2)} ms`,
  ];
}

async function compressed(images: readonly ParsedInstance[]): Promise<{ streams: Uint8Array[]; millis: number }> {
  const begun = process.cpuUsage();
  const streams: Uint8Array[] = [];
  for (const { pixels } of images) {
    const stream = await encodeHtj2k(pixels);
    if (!stream) throw new Error('an image of the examinations is too small to be compressed');
    streams.push(stream);
  }
  return { streams, millis: millisSince(begun) / images.length };
}

function millisSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

const bytesAFrame = (frames: readonly Uint8Array[]): number =>
  frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
