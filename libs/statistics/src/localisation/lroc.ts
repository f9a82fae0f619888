import {
  InvalidStudyData,
  estimated,
  notEstimable,
  mrmcData,
  type Estimable,
  type MrmcData,
  type Reading,
} from '../data/index.js';
import { missingClass, valueEstimated, type Figure } from '../figures/index.js';
import type { Curve, CurvePoint } from './curves.js';
import { highestLesions, highestNonLesions } from './case-scores.js';
import type { FrocData } from './froc-data.js';
import { scoreArea } from './score-area.js';

/** A case without marks still beats one whose location is wrong, so that it must not be -Infinity. */
const BELOW_ALL_MARKS = -Number.MAX_VALUE;

/** One rating and one forced location a read. */
export interface LrocData extends MrmcData {
  /** 1 where the location is right, by `cell * cases.length + case`; without meaning where the case has no lesion. */
  readonly correct: Uint8Array;
}

export interface LrocReading extends Reading {
  /** Needed for positive cases. */
  readonly correct?: boolean;
}

/** @throws InvalidStudyData as `mrmcData`, and for a read of a positive case that does not say whether its location is right */
export function lrocData(rows: readonly LrocReading[]): LrocData {
  const data = mrmcData(rows);
  const correct = new Uint8Array(data.read.length);
  const index = (names: readonly string[]) => new Map(names.map((name, i) => [name, i]));
  const [readers, treatments] = [index(data.readers), index(data.treatments)];
  const cases = index(data.cases.map(({ id }) => id));
  for (const row of rows) {
    if (!row.positive) continue;
    if (row.correct === undefined)
      throw new InvalidStudyData(
        `reader ${row.reader}, treatment ${row.treatment}, case ${row.case}: location unjudged`,
      );
    const cell = (treatments.get(row.treatment) as number) * data.readers.length + (readers.get(row.reader) as number);
    correct[cell * data.cases.length + (cases.get(row.case) as number)] = row.correct ? 1 : 0;
  }
  return { ...data, correct };
}

/**
 * Free-response reads as if the reader had had to point once: the highest mark is rating and location; where a false mark
 * equals the best on a lesion, the location is wrong. A case without marks is rated below every mark, wrong if positive.
 */
export function lrocFromFroc(study: FrocData): LrocData {
  const n = study.cases.length;
  const ratings = new Float64Array(study.read.length);
  const correct = new Uint8Array(study.read.length);
  for (let cell = 0; cell < study.readers.length * study.treatments.length; cell++) {
    const wrong = highestNonLesions(study, cell);
    highestLesions(study, cell).forEach((right, c) => {
      ratings[cell * n + c] = Math.max(right, wrong[c] as number, BELOW_ALL_MARKS);
      correct[cell * n + c] = right > (wrong[c] as number) ? 1 : 0;
    });
  }
  const { readers, treatments, cases, read } = study;
  return { readers, treatments, cases, read, ratings, correct };
}

/** Area under the LROC curve: P(positive rated higher than negative and rightly located), ties half (Starr et al. 1975). */
export const lrocArea: Figure<LrocData> = scoreArea(
  'lroc',
  'Starr et al., Radiology 1975; 116:533; as a Mann-Whitney statistic: Wunderlich and Noo, IEEE TMI 2012',
  (study, cell) => {
    const n = study.cases.length;
    return Float64Array.from({ length: n }, (_, c) => {
      const at = cell * n + c;
      const counts = study.cases[c]?.positive === false || study.correct[at] === 1;
      return counts ? (study.ratings[at] as number) : -Infinity;
    });
  },
);

/** Share of positive cases whose location is right, whatever the rating (PCL): the LROC curve's right end. */
export const correctLocalisation: Figure<LrocData> = {
  name: 'pcl',
  source: 'Swensson, Med Phys 1996; 23:1709',
  dependsOn: 'positive',
  range: [0, 1],
  estimate(study, cell, cases) {
    const values = rightLocations(study, cell, cases);
    return missingClass('positive', 0, values.length) ?? valueEstimated(share(values));
  },
  placements: (study, cell, cases) => placed(study, cell, cases),
};

/** LROC: share of positives at or above the rating and rightly located, against share of negatives at or above it. */
export function lrocCurve(study: LrocData, cell: number, cases: Int32Array): Estimable<Curve> {
  const at = (c: number) => cell * study.cases.length + c;
  const negatives = Array.from(
    cases.filter((c) => study.cases[c]?.positive === false),
    (c) => study.ratings[at(c)] as number,
  );
  const positives = Array.from(cases.filter((c) => study.cases[c]?.positive === true));
  if (positives.length === 0) return notEstimable('no positive case');
  if (negatives.length === 0) return notEstimable('no negative case');
  const right = positives.filter((c) => study.correct[at(c)] === 1).map((c) => study.ratings[at(c)] as number);
  const from = (ratings: readonly number[], threshold: number, n: number) =>
    ratings.filter((rating) => rating >= threshold).length / n;
  const thresholds = [...new Set([...negatives, ...right])].sort((a, b) => b - a);
  const points: CurvePoint[] = thresholds.map((threshold) => ({
    ...(threshold > BELOW_ALL_MARKS && { threshold }),
    x: from(negatives, threshold, negatives.length),
    y: from(right, threshold, positives.length),
  }));
  return estimated({
    x: 'false positive fraction',
    y: 'correct localisation fraction',
    points: [{ x: 0, y: 0 }, ...points],
  });
}

function rightLocations(study: LrocData, cell: number, cases: Int32Array): Float64Array {
  return Float64Array.from(
    cases.filter((c) => study.cases[c]?.positive === true),
    (c) => locatedAt(study, cell, c),
  );
}

function placed(study: LrocData, cell: number, cases: Int32Array): Float64Array {
  return Float64Array.from(cases, (c) => locatedAt(study, cell, c));
}

function locatedAt(study: LrocData, cell: number, c: number): number {
  return study.correct[cell * study.cases.length + c] as number;
}

function share(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
