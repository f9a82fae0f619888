/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { join } from 'node:path';
import { derivedUid, type ParsedInstance, parseInstance, stacksOf, valuesOf, writeMrSeries } from '@lectern/dicom';
import { type InferenceStack, loadModelPackage, runCase } from '@lectern/inference';
import { makeCase, type PhantomCase, type Stack } from '@lectern/phantom';

const packageFolder = join(import.meta.dirname, '../../models/fetal-gmh-ivh');

/** The case as DICOM files and back, as intake hands it to the model. */
function throughDicom(stacks: readonly Stack[]): InferenceStack[] {
  const files = stacks.flatMap((stack) =>
    writeMrSeries(stack, {
      studyInstanceUid: derivedUid('painted', 'study'),
      seriesInstanceUid: derivedUid('painted', stack.orientation),
      frameOfReferenceUid: derivedUid('painted', 'frame'),
      sopInstanceUid: (slice) => derivedUid('painted', stack.orientation, `${slice}`),
      seriesNumber: 1,
      seriesDescription: stack.orientation,
      studyDate: '20260115',
      studyTime: '101500',
      patient: { name: 'Phantom', id: 'phantom' },
    }),
  );
  return stacksOf(files.map((bytes) => parseInstance(bytes))).map(({ seriesInstanceUid, instances }) => {
    const { geometry } = instances[0] as ParsedInstance;
    const slices = instances.map((image) => ({
      id: image.uids.sopInstanceUid,
      position: image.geometry.position,
      values: Float32Array.from(valuesOf(image.dataset, image.pixels)),
    }));
    const { rows, columns, pixelSpacing, orientation, sliceThickness = 4 } = geometry;
    return { id: seriesInstanceUid, rows, columns, pixelSpacing, sliceSpacing: sliceThickness, orientation, slices };
  });
}

/** The case with its haemorrhage overpainted: each such pixel gets the value of the nearest pixel of its row that is none. */
function paintedOut({ stacks }: PhantomCase): Stack[] {
  return stacks.map((stack) => ({
    ...stack,
    slices: stack.slices.map((slice) => {
      const pixels = slice.pixels.slice();
      slice.lesionMask.forEach((inside, at) => {
        if (inside) pixels[at] = slice.pixels[nearestOutside(slice.lesionMask, at, stack.columns)] as number;
      });
      return { ...slice, pixels };
    }),
  }));
}

function nearestOutside(mask: Uint8Array, at: number, columns: number): number {
  const row = Math.floor(at / columns) * columns;
  for (let step = 1; step < columns; step++) {
    for (const candidate of [at - step, at + step])
      if (candidate >= row && candidate < row + columns && !mask[candidate]) return candidate;
  }
  return at;
}

test.each([
  ['A', 3, 11],
  ['B', 3, 12],
  ['C', 4, 13],
] as const)(
  "hospital %s, grade %i: painting the haemorrhage out of the DICOM lowers the model's score",
  async (hospital, grade, seed) => {
    const model = await loadModelPackage(packageFolder);
    const phantom = makeCase({ seed, hospital, grade, gestationalAgeWeeks: 26 });
    const before = await runCase(model, throughDicom(phantom.stacks));
    const after = await runCase(model, throughDicom(paintedOut(phantom)));
    await model.release();
    expect({ hospital, lowered: after.caseScore < before.caseScore }).toEqual({ hospital, lowered: true });
  },
);
