/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { join } from 'node:path';
import { inferenceStackOf, phantomFiles } from '@lectern/conduct';
import { parseInstance, stacksOf } from '@lectern/dicom';
import { type InferenceStack, loadModelPackage, runCase } from '@lectern/inference';
import { makeCase, type PhantomCase } from '@lectern/phantom';

const packageFolder = join(import.meta.dirname, '../../models/fetal-gmh-ivh');

/** The case as DICOM files and back, as intake hands it to the model. */
function throughDicom(made: PhantomCase): InferenceStack[] {
  const files = phantomFiles(made, { family: 'painted', label: 'case' });
  return stacksOf(files.map(({ bytes }) => parseInstance(bytes))).map(inferenceStackOf);
}

/** The case with its haemorrhage overpainted: each such pixel gets the value of the nearest pixel of its row that is none. */
function paintedOut(made: PhantomCase): PhantomCase {
  const stacks = made.stacks.map((stack) => ({
    ...stack,
    slices: stack.slices.map((slice) => {
      const pixels = slice.pixels.slice();
      slice.lesionMask.forEach((inside, at) => {
        if (inside) pixels[at] = slice.pixels[nearestOutside(slice.lesionMask, at, stack.columns)] as number;
      });
      return { ...slice, pixels };
    }),
  }));
  return { ...made, stacks };
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
    const before = await runCase(model, throughDicom(phantom));
    const after = await runCase(model, throughDicom(paintedOut(phantom)));
    await model.release();
    expect({ hospital, lowered: after.caseScore < before.caseScore }).toEqual({ hospital, lowered: true });
  },
  600_000,
);
