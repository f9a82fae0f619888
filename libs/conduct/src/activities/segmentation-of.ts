import { code, readPart10, textOf, toDicomJson, writeSegmentation, type DicomJson } from '@lectern/dicom';
import type { ModelManifest } from '@lectern/inference';
import type { LoadedStack } from './load-stacks.js';

export interface WrittenSegmentation {
  readonly stackId: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly bytes: Uint8Array;
  readonly metadata: DicomJson;
}

/** Red, as CIELab in 16 bits (PS3.3, C.10.7.1.1). */
const red = [34_885, 53_485, 50_171] as const;

/** A DICOM segmentation of what a model found in a stack; null where it found nothing. */
export function segmentationOf(
  { stackId, images }: Pick<LoadedStack, 'stackId' | 'images'>,
  masks: readonly Uint8Array[],
  { id, version, finding }: Pick<ModelManifest, 'id' | 'version' | 'finding'>,
  now: Date,
): WrittenSegmentation | null {
  const [contentDate = '', contentTime = ''] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const bytes = writeSegmentation({
    images,
    masks: new Map(images.map(({ uids }, index) => [uids.sopInstanceUid, masks[index] ?? new Uint8Array(0)])),
    segment: {
      label: finding.label,
      category: code.abnormalStructure,
      type: code.haemorrhage,
      algorithm: { name: id, version },
      cielab: red,
    },
    contentDate,
    contentTime,
  });
  if (!bytes) return null;
  const { dataset } = readPart10(bytes);
  return {
    stackId,
    bytes,
    seriesInstanceUid: textOf(dataset, '0020000E') ?? '',
    sopInstanceUid: textOf(dataset, '00080018') ?? '',
    metadata: toDicomJson(dataset),
  };
}
