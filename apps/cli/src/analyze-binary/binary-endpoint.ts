import type { BinaryEndpoint, MrmcOutput } from '@lectern/contracts';
import { isEstimated, type BinaryAnalysis, type BinaryComparison } from '@lectern/statistics';
import { orNull } from '../terminal/not-estimable.js';

/** The library's result in the shape that the command prints. */
export function binaryEndpoint(
  primary: MrmcOutput,
  { conditions, readers, comparisons, warnings }: BinaryAnalysis,
): BinaryEndpoint {
  return {
    primary: { ...primary, warnings: [...primary.warnings, ...warnings] },
    treatments: conditions.map(({ condition, successes, trials, estimate }) => ({
      treatment: condition,
      successes,
      trials,
      estimate,
    })),
    readers: readers.map(({ reader, condition, wilson, clopperPearson }) => ({
      reader,
      treatment: condition,
      successes: wilson.successes,
      trials: wilson.trials,
      estimate: wilson.estimate,
      wilson: wilson.ci,
      exact: clopperPearson.ci,
    })),
    obuchowski: comparisons.map(({ a, b, obuchowski }) => ({
      a,
      b,
      ...orNull(obuchowski, ['estimate', 'se', 'statistic', 'p', 'ci', 'clusters']),
    })),
    raoScott: comparisons.map(({ a, b, raoScott }) => ({
      a,
      b,
      ...orNull(raoScott, ['statistic', 'df', 'p', 'designEffect']),
    })),
    gee: comparisons.flatMap(geeRows),
    mcnemar: comparisons.flatMap(mcnemarRows),
  };
}

function geeRows({ a, b, gee }: BinaryComparison): BinaryEndpoint['gee'] {
  return gee.map(({ clusteredBy, inference, link, fit }) => ({
    a,
    b,
    clusteredBy,
    inference,
    link,
    ...orNull(fit, ['coefficients', 'correlation', 'clusters', 'correction']),
  }));
}

function mcnemarRows({ a, b, mcnemar }: BinaryComparison): BinaryEndpoint['mcnemar'] {
  return mcnemar.map(({ reader, counts, test }) => ({
    reader,
    a,
    b,
    ...counts,
    ...orNull(test, ['estimate', 'ci']),
    statistic: isEstimated(test) ? test.asymptotic.statistic : null,
    p: isEstimated(test) ? test.asymptotic.p : null,
    exactP: isEstimated(test) ? test.exact.p : null,
    midP: isEstimated(test) ? test.midP.p : null,
  }));
}
