import { acquireStack, hospitals, paintHead, Random, type Hospital, type Stack } from '@lectern/phantom';
import { stackQuality, type MeasuredStack } from './stack-quality.js';

const { placed } = paintHead({ seed: 11, hospital: 'A', grade: 0, gestationalAgeWeeks: 30 });
const still = { shift: 0, angle: 0, jumps: 0 };

/** The axial stack of the phantom at a hospital that acquires otherwise. */
function axialOf(change: Partial<Hospital>): MeasuredStack {
  return measured(acquireStack(placed, { ...hospitals.A, ...change }, 'axial', new Random(5)).stack);
}

const measured = ({ rows, columns, pixelSpacing, spacingBetweenSlices, slices }: Stack): MeasuredStack => ({
  pixelSpacing,
  spacingMm: spacingBetweenSlices,
  slices: slices.map(({ pixels }) => ({ rows, columns, values: Float32Array.from(pixels) })),
});
const isRising = (values: readonly number[]): boolean => values.every((value, n) => n === 0 || value > values[n - 1]!);

test('more motion of the phantom between slices is more motion measured, and a still head is nearly none', () => {
  const found = [0, 0.5, 1, 2].map((shift) => stackQuality(axialOf({ motion: { ...still, shift } })).motionMm!);
  expect(isRising(found)).toBe(true);
  expect(found[0]).toBeLessThan(0.5);
});

test('one slice that is moved by a known way is found, and how far', () => {
  const stack = axialOf({ motion: still });
  const at = stack.slices.length >> 1;
  const moved = stack.slices.map((slice, n) =>
    n === at ? { ...slice, values: shifted(slice.values, slice.columns, 3) } : slice,
  );
  const { worstMotionMm } = stackQuality({ ...stack, slices: moved });
  expect(worstMotionMm).toBeGreaterThan(2.4);
  expect(worstMotionMm).toBeLessThan(3.6); // three pixels of 1 mm
});

test('more noise is more noise measured, in proportion', () => {
  const [low, middle, high] = [0.03, 0.06, 0.12].map(
    (noise) => stackQuality(axialOf({ noise, motion: still })).noisePercent!,
  );
  expect(isRising([low!, middle!, high!])).toBe(true);
  expect(high! / low!).toBeGreaterThan(3);
  expect(high! / low!).toBeLessThan(5);
});

test('noise of a known standard deviation on a flat body, whatever the air around it', () => {
  let state = 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const values = Float32Array.from({ length: 128 * 128 }, (_, at) =>
    at % 128 < 64 ? Math.abs(20 * normal()) : 1000 + 20 * normal(),
  );
  const { noisePercent } = stackQuality({
    slices: [{ rows: 128, columns: 128, values }],
    pixelSpacing: [1, 1],
    spacingMm: undefined,
  });
  expect(noisePercent).toBeGreaterThan(1.9);
  expect(noisePercent).toBeLessThan(2.1);
});

test('the field of view goes from outer edge to outer edge; one slice has no depth and no motion', () => {
  const slice = { rows: 10, columns: 20, values: new Float32Array(200) };
  const slices = [slice, slice, slice];
  expect(stackQuality({ slices, pixelSpacing: [0.8, 0.5], spacingMm: 4 }).fieldOfViewMm).toEqual({
    height: 8,
    width: 10,
    depth: 12,
  });
  expect(stackQuality({ slices: [slice], pixelSpacing: [1, 1], spacingMm: undefined })).toEqual({
    ...{ motionMm: null, worstMotionMm: null, noisePercent: null },
    fieldOfViewMm: { height: 10, width: 20, depth: null },
  });
});

function shifted(values: Float32Array, columns: number, by: number): Float32Array {
  return values.map((_, at) => values[at % columns >= by ? at - by : at] as number);
}
