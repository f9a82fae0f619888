import { mrmcData, type MrmcData, type Reading } from '../data/index.js';
import { seededRandom } from '../simulation/index.js';

export interface ToyStudy {
  readonly readers: number;
  readonly treatments: number;
  readonly negatives: number;
  readonly positives: number;
  readonly seed: number;
  /** Ratings are rounded to this many steps per unit; few make ties. */
  readonly steps?: number;
}

/** Rows of a crossed study with effects of case, reader and treatment, for tests of properties that any study has. */
export function toyRows({ readers, treatments, negatives, positives, seed, steps = 2 }: ToyStudy): Reading[] {
  const random = seededRandom(seed);
  const ofCase = Array.from({ length: negatives + positives }, (_, c) => random.normal() + (c < positives ? 1.5 : 0));
  const ofReader = Array.from({ length: readers }, () => 0.3 * random.normal());
  const rows: Reading[] = [];
  for (let t = 0; t < treatments; t++)
    for (let r = 0; r < readers; r++)
      for (const [c, effect] of ofCase.entries()) {
        const skill = c < positives ? ofReader[r]! + 0.3 * t : 0;
        const rating = Math.round(steps * (effect + skill + 0.7 * random.normal())) / steps;
        rows.push({ reader: `r${r}`, treatment: `t${t}`, case: `c${c}`, positive: c < positives, rating });
      }
  return rows;
}

export function toyStudy(design: ToyStudy): MrmcData {
  return mrmcData(toyRows(design));
}
