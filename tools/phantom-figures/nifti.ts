import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A volume of a NIfTI-1 file; x runs fastest. */
export interface Volume {
  readonly size: readonly [number, number, number];
  readonly spacing: readonly [number, number, number];
  readonly values: Float32Array;
}

const READERS: Readonly<Record<number, { bytes: number; read: (view: DataView, at: number) => number }>> = {
  2: { bytes: 1, read: (view, at) => view.getUint8(at) },
  4: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  8: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  16: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  256: { bytes: 1, read: (view, at) => view.getInt8(at) },
  512: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
};

/** Reads a gzipped little-endian NIfTI-1 file with its scaling. @throws RangeError for a type of voxel that the format has and this does not */
export function readNifti(path: string): Volume {
  const bytes = gunzipSync(readFileSync(path));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const axes = [1, 2, 3] as const;
  const size = axes.map((axis) => view.getInt16(40 + 2 * axis, true)) as [number, number, number];
  const spacing = axes.map((axis) => view.getFloat32(76 + 4 * axis, true)) as [number, number, number];
  const reader = READERS[view.getInt16(70, true)];
  if (!reader) throw new RangeError(`${path}: voxels of type ${view.getInt16(70, true)} are not read here`);
  const [start, slope, intercept] = [
    view.getFloat32(108, true),
    view.getFloat32(112, true) || 1,
    view.getFloat32(116, true),
  ];
  const values = Float32Array.from(
    { length: size[0] * size[1] * size[2] },
    (_, at) => reader.read(view, start + at * reader.bytes) * slope + intercept,
  );
  return { size, spacing, values };
}
