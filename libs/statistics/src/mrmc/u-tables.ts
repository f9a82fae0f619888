import { treatmentPairs } from './obuchowski-rockette.js';
import type { UStudy } from './analyze-by-u-statistics.js';
import { bckComponents, type UMoments, type Weighting } from './u-moments.js';

/** Moments and components of one treatment, or of the covariance of two, by the names that the field gives them. */
export interface UTable {
  readonly a: string;
  readonly b: string;
  readonly moments: { readonly exact: Named; readonly biased: Named; readonly coefficients: Named };
  readonly components: { readonly exact: Named; readonly biased: Named; readonly coefficients: Named };
}

type Named = Readonly<Record<string, number>>;

/** Gallas' M1 ... M8, and Barrett, Clarkson and Kupinski's N, D, ND, R, NR, DR, RND. */
const TWO_CLASSES = {
  moments: ['M8', 'M7', 'M6', 'M5', 'M4', 'M3', 'M2', 'M1'],
  components: ['', 'N', 'D', 'ND', 'R', 'NR', 'DR', 'RND'],
};
/** For a mean over cases of one class: c and r say whether case and reader are the same. */
const ONE_CLASS = { moments: ['c0r0', 'c1r0', 'c0r1', 'c1r1'], components: ['', 'C', 'R', 'RC'] };

export function describeMoments(
  study: UStudy,
  weighting: Weighting,
): { readonly weighting: Weighting; readonly tables: readonly UTable[] } {
  const present = [...study.treatments.keys()].filter((t) => study.averages[t]);
  const pairs = treatmentPairs(study.treatments).filter(([i, j]) => study.averages[i] && study.averages[j]);
  const all = [...present.map((t): [number, number] => [t, t]), ...pairs];
  return {
    weighting,
    tables: all.map(([i, j]) => ({
      a: study.treatments[i]!,
      b: study.treatments[j]!,
      ...tableOf(study.moments(i, j)),
    })),
  };
}

function tableOf(moments: UMoments): Omit<UTable, 'a' | 'b'> {
  const names = moments.classes.length === 2 ? TWO_CLASSES : ONE_CLASS;
  const components = bckComponents(moments);
  const named = (keys: readonly string[], values: Float64Array): Named =>
    Object.fromEntries(keys.map((key, mask) => [key, values[mask]!] as const).filter(([key]) => key !== ''));
  return {
    moments: {
      exact: named(names.moments, moments.moments),
      biased: named(names.moments, moments.biased),
      coefficients: named(names.moments, moments.coefficients),
    },
    components: {
      exact: named(names.components, components.components),
      biased: named(names.components, components.biased),
      coefficients: named(names.components, components.coefficients),
    },
  };
}
