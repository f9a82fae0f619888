import type { Slice } from './slice.js';

/**
 * What cornerstone asks about an image, answered from the slices of the cases at hand. cornerstone's own stores never forget; this one does,
 * or a long sitting would fill the browser's memory.
 */
export class ImageMetadata {
  private readonly slices = new Map<string, Slice>();

  add(slices: readonly Slice[]): void {
    for (const slice of slices) this.slices.set(slice.imageId, slice);
  }

  remove(slices: readonly Slice[]): void {
    for (const slice of slices) this.slices.delete(slice.imageId);
  }

  slice(imageId: string): Slice | undefined {
    return this.slices.get(imageId);
  }

  /** The provider to register with cornerstone: a module by name, or undefined for another's image. */
  readonly provide = (type: string, imageId: unknown): unknown => {
    const slice = typeof imageId === 'string' ? this.slices.get(imageId) : undefined;
    return slice && MODULES[type]?.(slice);
  };
}

/** By the names of cornerstone's metadata modules. */
const MODULES: Readonly<Record<string, (slice: Slice) => object | undefined>> = {
  imagePixelModule: ({ pixels, rows, columns }) => ({ ...pixels, rows, columns }),
  imagePlaneModule: (slice) => ({
    frameOfReferenceUID: slice.frameOfReferenceUid,
    rows: slice.rows,
    columns: slice.columns,
    imagePositionPatient: [...slice.position],
    imageOrientationPatient: [...slice.rowCosines, ...slice.columnCosines],
    rowCosines: [...slice.rowCosines],
    columnCosines: [...slice.columnCosines],
    pixelSpacing: [slice.rowSpacing, slice.columnSpacing],
    rowPixelSpacing: slice.rowSpacing,
    columnPixelSpacing: slice.columnSpacing,
    usingDefaultValues: false,
  }),
  generalSeriesModule: (slice) => ({
    modality: slice.modality,
    seriesInstanceUID: slice.seriesInstanceUid,
    studyInstanceUID: slice.studyInstanceUid,
  }),
  generalImageModule: (slice) => ({ sopInstanceUID: slice.sopInstanceUid, instanceNumber: slice.instanceNumber }),
  sopCommonModule: (slice) => ({ sopInstanceUID: slice.sopInstanceUid }),
  modalityLutModule: ({ rescale }) => rescale && { rescaleSlope: rescale.slope, rescaleIntercept: rescale.intercept },
  voiLutModule: ({ window }) => window && { windowWidth: [window.width], windowCenter: [window.center] },
};
