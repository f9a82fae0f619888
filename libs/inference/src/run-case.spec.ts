/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackRefusedError } from './errors.js';
import type { ModelPackage } from './model-package.js';
import { loadModelPackage } from './model-package.js';
import type { CaseResult } from './run-case.js';
import { runCase } from './run-case.js';
import type { InferenceStack, Vector } from './stack.js';

interface Expected {
  caseScore: number;
  stacks: {
    score: number;
    evidence: number;
    masks: string[];
    heat: [number, number, number];
    components: { volumeMl: number; massMl: number; maxProbability: number; centreMm: [number, number, number] }[];
  }[];
}

const fixtures = join(import.meta.dirname, '../fixtures');
let model: ModelPackage;
beforeAll(async () => void (model = await loadModelPackage(join(fixtures, 'tiny-model'))));
afterAll(() => model.release());

interface Shape {
  slices: number;
  rows: number;
  columns: number;
  seed: number;
  pixelSpacing: readonly [number, number];
  sliceSpacing: number;
}

/** The same integers that fixtures/make_fixture.py makes: a texture and two bright spots. */
function stackOf({ slices, rows, columns, seed, pixelSpacing, sliceSpacing }: Shape): InferenceStack {
  const valueAt = (s: number, r: number, c: number): number =>
    ((s * 31 + r * 17 + c * 7 + seed) % 97) +
    ((r - 8) ** 2 + (c - 5) ** 2 + 4 * (s - 1) ** 2 < 12 ? 700 : 0) +
    ((r - rows + 2) ** 2 + (c - columns + 2) ** 2 + 4 * (s - 3) ** 2 < 5 ? 600 : 0);
  return {
    id: `stack-${seed}`,
    rows,
    columns,
    pixelSpacing,
    sliceSpacing,
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    slices: Array.from({ length: slices }, (_, s) => ({
      id: `${s}`,
      position: [10, 20, 30 + s * sliceSpacing] as Vector,
      values: Float64Array.from({ length: rows * columns }, (_, pixel) =>
        valueAt(s, Math.floor(pixel / columns), pixel % columns),
      ),
    })),
  };
}

const stacks = [
  stackOf({ slices: 5, rows: 19, columns: 13, seed: 3, pixelSpacing: [0.8, 1.25], sliceSpacing: 4 }),
  stackOf({ slices: 4, rows: 30, columns: 21, seed: 50, pixelSpacing: [1.3, 0.7], sliceSpacing: 3 }),
];

// fixtures/expected.json: NumPy, SciPy and ONNX Runtime for Python (fixtures/make_fixture.py).
test('masks, heat maps, components and scores are those of an independent implementation', async () => {
  const expected = JSON.parse(await readFile(join(fixtures, 'expected.json'), 'utf8')) as Expected;
  const result = await runCase(model, stacks, { probabilities: true });
  expect(result.caseScore).toBeCloseTo(expected.caseScore, 6);
  expect(result.stacks.map(({ id }) => id)).toEqual(['stack-3', 'stack-50']);
  result.stacks.forEach((stack, index) => {
    const wanted = expected.stacks[index] as Expected['stacks'][number];
    expect(stack.masks.map((mask) => mask.join(''))).toEqual(wanted.masks);
    expect(stack.evidence).toBeCloseTo(wanted.evidence, 6);
    expect(stack.score).toBeCloseTo(wanted.score, 6);
    expect(stack.components.length).toBe(wanted.components.length);
    stack.components.forEach((found, place) => {
      const component = wanted.components[place];
      expect(found.volumeMl).toBeCloseTo(component?.volumeMl ?? NaN, 9);
      expect(found.massMl).toBeCloseTo(component?.massMl ?? NaN, 6);
      expect(found.maxProbability).toBeCloseTo(component?.maxProbability ?? NaN, 5);
      found.centreMm.forEach((each, axis) => expect(each).toBeCloseTo(component?.centreMm[axis] ?? NaN, 4));
    });
    const heat = (stack.probabilities ?? []).flatMap((slice) => [...slice]);
    const measured = [Math.min(...heat), Math.max(...heat), heat.reduce((sum, each) => sum + each, 0) / heat.length];
    measured.forEach((each, place) => expect(each).toBeCloseTo(wanted.heat[place] ?? NaN, 5));
  });
});

test('the same stacks give the same result to the bit, whatever their order and batch', async () => {
  const first = await runCase(model, stacks);
  expect(await runCase(model, stacks)).toEqual(first);
  const turned = await runCase(model, [...stacks].reverse(), { batch: 1 });
  expect([...turned.stacks].reverse()).toEqual(first.stacks);
  expect(turned.caseScore).toBeCloseTo(first.caseScore, 12);
  expect(first.model).toEqual({ id: 'tiny-model', version: '1.0.0', sha256: model.sha256 });
  expect(first.stacks[0]).not.toHaveProperty('probabilities');
});

test('without anything above the threshold there is no component, an empty mask and the lowest score', async () => {
  const [stack = stacks[0] as InferenceStack] = stacks;
  const flat = {
    ...stack,
    slices: stack.slices.map((slice) => ({ ...slice, values: new Float64Array(19 * 13).fill(1) })),
  };
  const dim: ModelPackage = {
    ...model,
    manifest: { ...model.manifest, output: { ...model.manifest.output, pixelThreshold: 0.9999 } },
  };
  const result: CaseResult = await runCase(dim, [flat]);
  expect(result.stacks[0]?.components).toEqual([]);
  expect(result.stacks[0]?.masks.every((mask) => mask.every((inside) => inside === 0))).toBe(true);
  const { intercept, slope, epsilonMl } = model.manifest.caseScore;
  expect(result.caseScore).toBeCloseTo(1 / (1 + Math.exp(-(intercept + slope * Math.log10(epsilonMl)))), 12);
});

test('a stack that is empty or does not fill its matrix is refused by name', async () => {
  const [stack = stacks[0] as InferenceStack] = stacks;
  const empty = { ...stack, slices: stack.slices.map((slice) => ({ ...slice, values: new Float64Array(19 * 13) })) };
  await expect(runCase(model, [empty])).rejects.toMatchObject({
    name: 'StackRefusedError',
    code: 'empty-stack',
    stackId: 'stack-3',
  });
  await expect(runCase(model, [{ ...stack, rows: 18 }])).rejects.toMatchObject({ code: 'wrong-shape' });
  await expect(runCase(model, [{ ...stack, slices: [] }])).rejects.toThrow(StackRefusedError);
  await expect(runCase(model, [])).rejects.toThrow(StackRefusedError);
});

test('progress rises to one, and whoever hears of it may stop the run', async () => {
  const heard: number[] = [];
  await runCase(model, stacks, { batch: 2, onProgress: (done) => heard.push(done) });
  expect(heard).toEqual([2 / 9, 4 / 9, 5 / 9, 7 / 9, 1]);
  const stop = (): never => {
    throw new Error('cancelled');
  };
  await expect(runCase(model, stacks, { onProgress: stop })).rejects.toThrow('cancelled');
});
