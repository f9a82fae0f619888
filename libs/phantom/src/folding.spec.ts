import { paintHead, tissues } from './index.js';

/** Faces between cerebral tissue and fluid outside of it, over those of a smooth brain of the same volume (up to a factor that is the same at all ages). */
function folding(weeks: number, seed: number): number {
  const { canvas } = paintHead({ seed, hospital: 'A', grade: 0, gestationalAgeWeeks: weeks });
  const { size, origin } = canvas.grid;
  const cerebrum = new Set<number>([tissues.corticalPlate, tissues.subplate, tissues.whiteMatter]);
  const plane = size[0] * size[1];
  let faces = 0;
  let volume = 0;
  for (let index = plane * Math.ceil(-origin[2]); index < canvas.tissue.length - plane; index++) {
    if (!cerebrum.has(canvas.tissue[index]!)) continue;
    volume++;
    for (const step of [1, -1, size[0], -size[0], plane, -plane])
      if (canvas.tissue[index + step] === tissues.csf) faces++;
  }
  return faces / volume ** (2 / 3);
}

test('the brain is smooth at 22 weeks and folds more and more until term', () => {
  const [early, later, last] = [22, 29, 37].map((weeks) => folding(weeks, 3)) as [number, number, number];
  expect(later).toBeGreaterThan(1.25 * early);
  expect(last).toBeGreaterThan(1.25 * later);
});
