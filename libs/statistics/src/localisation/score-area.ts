import type { ReaderStudy } from '../data/index.js';
import { mean } from '../figures/ranking.js';
import { missingClass, placementValues, valueEstimated, type Figure } from '../figures/index.js';

/**
 * The Mann-Whitney area of whatever gives each case one score: P(positive's is larger) + P(equal) / 2. -Infinity is a
 * score like any other.
 */
export function scoreArea<S extends ReaderStudy>(
  name: string,
  source: string,
  scores: (study: S, cell: number) => Float64Array,
): Figure<S> {
  const placements = (study: S, cell: number, cases: Int32Array): Float64Array => {
    const score = scores(study, cell);
    const isPositive = (c: number) => study.cases[c]?.positive === true;
    const values = placementValues(
      Float64Array.from(
        cases.filter((c) => !isPositive(c)),
        (c) => score[c] as number,
      ),
      Float64Array.from(
        cases.filter((c) => isPositive(c)),
        (c) => score[c] as number,
      ),
    );
    let n = 0;
    let p = 0;
    return Float64Array.from(cases, (c) => (isPositive(c) ? values.positives[p++] : values.negatives[n++]) as number);
  };
  const ofPositives = (study: S, cases: Int32Array, values: Float64Array) =>
    values.filter((_, i) => study.cases[cases[i] as number]?.positive === true);
  return {
    name,
    source,
    dependsOn: 'both',
    range: [0, 1],
    scores,
    placements,
    estimate(study, cell, cases) {
      const positives = cases.reduce((sum, c) => sum + (study.cases[c]?.positive === true ? 1 : 0), 0);
      const missing = missingClass('both', cases.length - positives, positives);
      return missing ?? valueEstimated(mean(ofPositives(study, cases, placements(study, cell, cases))));
    },
    leaveOneOut(study, cell, cases) {
      const values = placements(study, cell, cases);
      const positives = ofPositives(study, cases, values);
      const area = mean(positives);
      return values.map((value, i) => {
        const positive = study.cases[cases[i] as number]?.positive === true;
        const size = positive ? positives.length : cases.length - positives.length;
        return (size * area - value) / (size - 1);
      });
    },
  };
}
