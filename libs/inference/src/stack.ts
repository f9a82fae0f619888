/** Millimetres in the patient's coordinate system: to the left, to the back, to the head. */
export type Vector = readonly [number, number, number];

/** One slice of a stack. */
export interface InferenceSlice {
  /** The caller's name for it, for example its SOP Instance UID; results come back in the order of slices. */
  readonly id: string;
  /** Centre of the first pixel. */
  readonly position: Vector;
  /** Rows x columns values after the modality rescale, row by row. */
  readonly values: ArrayLike<number>;
}

/** One 2D series, its slices in the order of their place along the normal. Lengths in millimetres. */
export interface InferenceStack {
  readonly id: string;
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns. */
  readonly pixelSpacing: readonly [number, number];
  /** Between slice centres; of a single slice its thickness. */
  readonly sliceSpacing: number;
  /** Directions in which the column index (`row`) and the row index (`column`) grow. */
  readonly orientation: { readonly row: Vector; readonly column: Vector };
  readonly slices: readonly InferenceSlice[];
}

/** A matrix size. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}
