import { code, readPart10, textOf, toDicomJson, writeSegmentation, type DicomJson } from '@lectern/dicom';
import type { ModelManifest } from '@lectern/inference';
import type { AiObjectKind } from '@lectern/reading';
import type { LoadedStack } from './load-stacks.js';

export interface WrittenSegmentation {
  readonly kind: AiObjectKind;
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
  stack: Pick<LoadedStack, 'stackId' | 'images'>,
  masks: readonly Uint8Array[],
  manifest: Pick<ModelManifest, 'id' | 'version' | 'finding'>,
  now: Date,
): WrittenSegmentation | null {
  return written('segmentation', stack, masks, manifest, now);
}

/** What is less likely than this (of 255) is not drawn, and a frame of nothing else is not kept. */
const least = 3;

/** The model's probabilities over a stack as a fractional segmentation; null where it suspected nothing. */
export function heatMapOf(
  stack: Pick<LoadedStack, 'stackId' | 'images'>,
  probabilities: readonly Float32Array[],
  manifest: Pick<ModelManifest, 'id' | 'version' | 'finding'>,
  now: Date,
): WrittenSegmentation | null {
  const bytes = probabilities.map((map) =>
    Uint8Array.from(map, (probability) => {
      const value = Math.round(probability * 255);
      return value < least ? 0 : value;
    }),
  );
  return written('heat-map', stack, bytes, manifest, now);
}

function written(
  kind: AiObjectKind,
  { stackId, images }: Pick<LoadedStack, 'stackId' | 'images'>,
  frames: readonly Uint8Array[],
  { id, version, finding }: Pick<ModelManifest, 'id' | 'version' | 'finding'>,
  now: Date,
): WrittenSegmentation | null {
  const [contentDate = '', contentTime = ''] = now.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const drawn = images.flatMap(({ uids }, index) =>
    frames[index] ? [[uids.sopInstanceUid, frames[index]] as const] : [],
  );
  const bytes = writeSegmentation({
    images,
    masks: new Map(drawn),
    values: kind === 'heat-map' ? 'probability' : 'binary',
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
    ...{ kind, stackId, bytes },
    seriesInstanceUid: textOf(dataset, '0020000E') ?? '',
    sopInstanceUid: textOf(dataset, '00080018') ?? '',
    metadata: toDicomJson(dataset),
  };
}
