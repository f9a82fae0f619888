import {
  explicitLittleEndian,
  imageOfJson,
  storedPixels,
  valuesOf,
  type DicomJson,
  type ImageDescription,
} from '@lectern/dicom';
import type { InferenceStack } from '@lectern/inference';
import type { CaseWithStacks } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import { framesOf, nativeFrame } from '../images/native-frame.js';
import { rangeOf } from '../images/stored-frames.js';
import { framesKey, metadataKey } from '../object-keys.js';

/** A stack as a model takes it, and its images as a segmentation refers to them. */
export interface LoadedStack {
  readonly stackId: string;
  readonly input: InferenceStack;
  readonly images: readonly ImageDescription[];
}

/** The stacks of a ready case from the store, values after the modality rescale, in the order of their orientations. */
export async function loadStacks(store: ObjectStore, known: CaseWithStacks): Promise<LoadedStack[]> {
  const loaded: LoadedStack[] = [];
  for (const stack of known.stacks) {
    const metadata = JSON.parse(
      Buffer.from(await store.get(metadataKey(known.id, stack.seriesInstanceUid))).toString('utf8'),
    ) as DicomJson[];
    const images = metadata.map(imageOfJson);
    const [first] = images;
    if (!first) throw new Error(`stack ${stack.id} has no images`);
    const { geometry } = first;
    const { spacingMm } = stack.detail as { spacingMm: number | null };
    const frames = await store.get(framesKey(known.id, stack.seriesInstanceUid));
    const slices = [];
    for (const [place, image] of images.entries()) {
      const frame = await nativeFrame(stack, frames.subarray(...rangeOf(framesOf(stack), place)));
      slices.push({ id: image.uids.sopInstanceUid, position: image.geometry.position, values: rescaled(image, frame) });
    }
    loaded.push({
      stackId: stack.id,
      images,
      input: {
        id: stack.seriesInstanceUid,
        rows: stack.rows,
        columns: stack.columns,
        pixelSpacing: geometry.pixelSpacing,
        sliceSpacing: spacingMm ?? geometry.sliceThickness ?? 1,
        orientation: geometry.orientation,
        slices,
      },
    });
  }
  return loaded;
}

function rescaled({ dataset }: ImageDescription, frame: Uint8Array): Float32Array {
  return valuesOf(dataset, storedPixels(dataset, explicitLittleEndian, frame));
}
