import type { FrocData } from './froc-data.js';
import { UNMARKED } from './froc-data.js';

/** By case: the highest rating of a mark on no lesion, UNMARKED where there is none. */
export function highestNonLesions(study: FrocData, cell: number): Float64Array {
  const n = study.cases.length;
  return Float64Array.from({ length: n }, (_, c) => highest(study.nonLesions[cell * n + c] ?? []));
}

/** By case: the highest rating of a mark on a lesion, UNMARKED where there is none. */
export function highestLesions(study: FrocData, cell: number): Float64Array {
  const ratings = ratingsOfLesions(study, cell);
  return Float64Array.from({ length: study.cases.length }, (_, c) =>
    highest(ratings.subarray(study.lesionStart[c], study.lesionStart[c + 1])),
  );
}

/** By case: the highest rating of any mark: the rating of the case as a whole, from which an ROC curve is inferred. */
export function highestMarks(study: FrocData, cell: number): Float64Array {
  const lesions = highestLesions(study, cell);
  return highestNonLesions(study, cell).map((rating, c) => Math.max(rating, lesions[c] as number));
}

/** By lesion: its rating in this cell. */
export function ratingsOfLesions(study: FrocData, cell: number): Float64Array {
  const lesions = study.lesionWeights.length;
  return study.lesionRatings.subarray(cell * lesions, (cell + 1) * lesions);
}

function highest(ratings: ArrayLike<number>): number {
  let best = UNMARKED;
  for (let i = 0; i < ratings.length; i++) best = Math.max(best, ratings[i] as number);
  return best;
}
