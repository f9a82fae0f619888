import { encodeHtj2k, htj2kLossless, imageOfJson, storedPixels } from '@lectern/dicom';
import type { ServedInstance, TestCase } from './test-images.js';

/** The same examination with the frames of its images as the gateway serves them where they are stored as HTJ2K; segmentations stay as they are. */
export async function compressedCase(testCase: TestCase): Promise<TestCase> {
  const series = new Map(testCase.series);
  for (const { series: uid } of testCase.stacks)
    series.set(uid, await Promise.all((series.get(uid) ?? []).map((instance) => compressed(instance))));
  return { ...testCase, series };
}

async function compressed({ metadata, transferSyntax, frames: [frame] }: ServedInstance): Promise<ServedInstance> {
  if (!frame) throw new Error('an image has a frame');
  const { dataset } = imageOfJson(metadata as Parameters<typeof imageOfJson>[0]);
  const stream = await encodeHtj2k(storedPixels(dataset, transferSyntax, frame));
  if (!stream) throw new Error('the made images are large enough');
  const available = { '00083002': { vr: 'UI', Value: [htj2kLossless] } };
  return { metadata: { ...metadata, ...available }, transferSyntax: htj2kLossless, frames: [stream] };
}
