/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InferenceStack, loadModelPackage, runCase } from '@lectern/inference';

interface Expected {
  modelSha256: string;
  tolerance: number;
  probe: number;
  caseScore: number;
  stacks: {
    id: string;
    inputSha256: string;
    score: number;
    evidence: number;
    foreign: boolean;
    maskVoxels: number;
    maskSha256: string;
    probabilities: number[];
  }[];
}

type Triple = readonly [number, number, number];

const packageFolder = join(import.meta.dirname, '../../../models/fetal-gmh-ivh');

/** The examination of training/test_vectors.py: size (rows, columns, slices), spacing, distance of slices, directions. */
const shapes: readonly (readonly [string, Triple, readonly [number, number], number, Triple, Triple])[] = [
  ['axial', [60, 52, 7], [1, 1], 4, [1, 0, 0], [0, 1, 0]],
  ['coronal', [48, 64, 6], [1.1, 0.9], 4, [1, 0, 0], [0, 0, -1]],
  ['sagittal', [56, 56, 8], [0.85, 0.85], 3, [0, 1, 0], [0, 0, -1]],
];

function cross([a, b, c]: Triple, [d, e, f]: Triple): Triple {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

/** A bright shell, grey brain, two bright ventricles, one with a dark clot, and a grain. */
function head([id, [rows, columns, slices], spacing, gap, row, column]: (typeof shapes)[number]): InferenceStack {
  const normal = cross(row, column);
  const along = (axis: 0 | 1 | 2, s: number, r: number, c: number): number =>
    row[axis] * (c - (columns - 1) / 2) * spacing[1] +
    column[axis] * (r - (rows - 1) / 2) * spacing[0] +
    normal[axis] * (s - (slices - 1) / 2) * gap;
  const valueAt = (s: number, r: number, c: number): number => {
    const place = ([0, 1, 2] as const).map((axis) => along(axis, s, r, c));
    const inside = (centre: Triple, radii: Triple): boolean =>
      place.reduce((sum, p, axis) => sum + ((p - centre[axis]!) / radii[axis]!) ** 2, 0) < 1;
    let value = 180;
    if (inside([0, 0, 0], [26, 28, 26])) value = 1000;
    if (inside([0, 0, 0], [22, 24, 22])) value = 560;
    if (inside([7, 2, 3], [5, 13, 6]) || inside([-7, 2, 3], [5, 13, 6])) value = 980;
    if (inside([7, 4, 2], [4, 7, 5])) value = 190;
    return value + ((s * 31 + r * 17 + c * 7) % 61) - 30;
  };
  return {
    id, rows, columns, pixelSpacing: spacing, sliceSpacing: gap, orientation: { row, column },
    slices: Array.from({ length: slices }, (_, s) => ({
      id: `${s}`,
      position: [along(0, s, 0, 0), along(1, s, 0, 0), along(2, s, 0, 0)],
      values: Int16Array.from({ length: rows * columns }, (__, at) => valueAt(s, Math.floor(at / columns), at % columns)),
    })),
  }; // prettier-ignore
}

const sha256 = (parts: readonly (Int16Array | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(new Uint8Array(part.buffer));
  return hash.digest('hex');
};

test('Node gives the probabilities, masks and scores that the Python pipeline gave', async () => {
  const expected = JSON.parse(await readFile(join(packageFolder, 'test-vectors/expected.json'), 'utf8')) as Expected;
  const model = await loadModelPackage(packageFolder);
  const stacks = shapes.map(head);
  const result = await runCase(model, stacks, { probabilities: true });
  await model.release();
  expect(model.sha256).toBe(expected.modelSha256);
  expect(Math.abs(result.caseScore - expected.caseScore)).toBeLessThan(expected.tolerance);
  expected.stacks.forEach((wanted, at) => {
    const found = result.stacks[at]!;
    expect(sha256(stacks[at]!.slices.map(({ values }) => values as Int16Array))).toBe(wanted.inputSha256);
    expect(found.id).toBe(wanted.id);
    const probabilities = found.probabilities!.flatMap((slice) => [...slice]);
    const differences = wanted.probabilities.map((value, n) => Math.abs(value - probabilities[n * expected.probe]!));
    expect(Math.max(...differences)).toBeLessThan(expected.tolerance);
    expect(Math.abs(found.score - wanted.score)).toBeLessThan(expected.tolerance);
    expect(found.evidence).toBeCloseTo(wanted.evidence, 4);
    expect(found.domain?.foreign).toBe(wanted.foreign);
    expect(found.masks.reduce((sum, mask) => sum + mask.reduce((n, inside) => n + inside, 0), 0)).toBe(
      wanted.maskVoxels,
    );
    expect(sha256(found.masks)).toBe(wanted.maskSha256);
  });
});

test('noise in the place of a head, and slices as far apart as a survey scan has them, are flagged; ten times the gain is not', async () => {
  const model = await loadModelPackage(packageFolder);
  const stack = head(shapes[0]!);
  const flagged = async (part: Partial<InferenceStack>): Promise<boolean> =>
    (await runCase(model, [{ ...stack, ...part }])).foreign;
  const valued = (value: (own: number, at: number) => number): InferenceStack['slices'] =>
    stack.slices.map((slice) => ({ ...slice, values: Float32Array.from(slice.values, value) }));
  const own = await flagged({});
  expect(await flagged({ slices: valued((value) => value * 10) })).toBe(own);
  expect(await flagged({ slices: valued((_, at) => 1 + ((at * 7919) % 1009)) })).toBe(true);
  expect(await flagged({ sliceSpacing: 9 })).toBe(true);
  await model.release();
});
