import { code, readPart10, textOf, writeScoreReport, type ImageDescription } from '@lectern/dicom';
import type { ObjectStore } from '@lectern/storage';
import type { WrittenSegmentation } from '../activities/segmentation-of.js';
import { reportKey, segmentationKey, segmentationMetadataKey } from '../object-keys.js';

export interface WrittenReport {
  readonly uid: string;
  readonly bytes: Uint8Array;
}

/** The score of a model version for a case, as a measurement report. */
export function scoreReportOf(
  images: readonly ImageDescription[],
  { id, version }: { readonly id: string; readonly version: string },
  score: number,
  now: Date,
): WrittenReport {
  const [contentDate = '', contentTime = ''] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const algorithm = { name: id, version };
  const bytes = writeScoreReport({ images, algorithm, finding: code.haemorrhage, score, contentDate, contentTime });
  return { uid: textOf(readPart10(bytes).dataset, '00080018') ?? '', bytes };
}

/** What a result is made of besides its row; it counts only when the row is written. */
export async function storeResultObjects(
  store: ObjectStore,
  resultId: string,
  segmentations: readonly WrittenSegmentation[],
  report: WrittenReport | null,
): Promise<void> {
  for (const { seriesInstanceUid, sopInstanceUid, bytes, metadata } of segmentations) {
    await store.put(segmentationKey(resultId, sopInstanceUid), bytes);
    await store.put(segmentationMetadataKey(resultId, seriesInstanceUid), Buffer.from(JSON.stringify([metadata])));
  }
  if (report) await store.put(reportKey(resultId, report.uid), report.bytes);
}
