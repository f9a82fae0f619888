import { type Grade, type PaintedHead, paintHead, tissues } from './index.js';

const head = (grade: Grade, seed: number): PaintedHead =>
  paintHead({ seed, hospital: 'A', grade, gestationalAgeWeeks: 27 });

/** Share of the blood that lies on each tissue of the same head painted without blood. */
function shares(painted: PaintedHead): Map<number, number> {
  const { canvas } = painted;
  const sums = new Map<number, number>();
  const total = canvas.blood.reduce((sum, share) => sum + share, 0);
  canvas.blood.forEach((share, i) => sums.set(canvas.tissue[i]!, (sums.get(canvas.tissue[i]!) ?? 0) + share / total));
  return sums;
}

test('the tissue map stays that of the head without blood, so that a lesion can be placed on it', () => {
  const painted = head(2, 21);
  expect(
    painted.canvas.tissue.some((label, i) => label === tissues.lateralVentricle && painted.canvas.blood[i]! > 0.5),
  ).toBe(true);
});

test.each([31, 32, 33])('grade II: blood in the ventricle fills the lumen and nothing else (seed %i)', (seed) => {
  const painted = head(2, seed);
  const inside = [tissues.lateralVentricle, tissues.choroidPlexus, tissues.germinalMatrix, tissues.deepGrey];
  const share = inside.reduce((sum, label) => sum + (shares(painted).get(label) ?? 0), 0);
  expect(share).toBeGreaterThan(0.7);
  expect(painted.truth.lesions.map((lesion) => lesion.compartment)).toContain('ventricle');
});

test.each([41, 42])(
  'grade IV: parenchymal blood spares the cortex and the fluid outside the brain (seed %i)',
  (seed) => {
    const painted = head(4, seed);
    expect(painted.truth.lesions.map((lesion) => lesion.compartment)).toContain('parenchyma');
    expect((shares(painted).get(tissues.corticalPlate) ?? 0) + (shares(painted).get(tissues.csf) ?? 0)).toBeLessThan(
      0.12,
    );
  },
);

test('volumes of the lesions add up to all blood in the voxels', () => {
  const { canvas, truth } = head(4, 43);
  expect(truth.lesionMl).toBeCloseTo(canvas.blood.reduce((sum, share) => sum + share, 0) / 1000, 3);
});

test('a lesion lies on the side that the truth names', () => {
  for (const seed of [51, 52, 53]) {
    const { truth, placed } = head(3, seed);
    for (const lesion of truth.lesions)
      expect(Math.sign(lesion.centre[0] - placed.offset[0])).toBe(lesion.side === 'left' ? 1 : -1);
  }
});
