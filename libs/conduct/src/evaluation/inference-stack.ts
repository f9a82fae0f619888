import { type ParsedInstance, spacingOf, type Stack, valuesOf } from '@lectern/dicom';
import type { InferenceStack } from '@lectern/inference';

/** A stack of DICOM images as a model takes it: values after the modality rescale, slices in the order of their place, named by their UIDs. */
export function inferenceStackOf(stack: Stack): InferenceStack {
  const { rows, columns, pixelSpacing, orientation, sliceThickness } = (stack.instances[0] as ParsedInstance).geometry;
  return {
    id: stack.seriesInstanceUid,
    rows,
    columns,
    pixelSpacing,
    sliceSpacing: spacingOf(stack.positionsMm) ?? sliceThickness ?? 1,
    orientation,
    slices: stack.instances.map((image) => ({
      id: image.uids.sopInstanceUid,
      position: image.geometry.position,
      values: valuesOf(image.dataset, image.pixels),
    })),
  };
}
