import type { Statistic, SupportingAnalysis } from '@lectern/contracts';
import { hasClusters, type ReaderStudy } from '../data/index.js';
import type { Figure } from '../figures/index.js';
import { holm } from '../hypotheses/index.js';
import { analyzeMrmc, type Analysis, type MrmcResult } from '../mrmc/index.js';
import { differenceLabel, known, statistic, supporting } from './statistic.js';

const OR_SOURCE = 'Obuchowski and Rockette 1995; Hillis 2007';
const APPLIES: Readonly<Record<Analysis, string>> = {
  RRRC: 'random readers, random cases',
  FRRC: 'fixed readers, random cases',
  RRFC: 'random readers, fixed cases',
};

/** The difference for these readers alone, and for these cases alone. */
export function fixedEffects(result: MrmcResult): SupportingAnalysis {
  const rows = result.differences
    .filter(({ analysis }) => analysis !== 'RRRC')
    .map((each) => statistic(APPLIES[each.analysis], `difference, ${differenceLabel(each.a, each.b)}`, each));
  return supporting(
    { id: 'fixed-effects', title: 'Fixed readers, and fixed cases', method: 'Obuchowski-Rockette', source: OR_SOURCE },
    rows,
  );
}

/** The same by U-statistics, for figures that are such; they take cases as independent. */
export function uStatistics<S extends ReaderStudy>(study: S, figure: Figure<S>, alpha: number): SupportingAnalysis[] {
  const isUStatistic = figure.dependsOn === 'both' ? figure.scores : figure.placements;
  if (!isUStatistic || hasClusters(study)) return [];
  const result = analyzeMrmc(study, { figure, method: 'ustat', alpha });
  const rows = [
    ...result.treatments.map((each) => statistic(each.treatment, 'mean over readers', each)),
    ...result.differences.map((each) => statistic(differenceLabel(each.a, each.b), 'difference', each)),
  ];
  return [
    supporting(
      {
        id: 'u-statistics',
        title: 'U-statistics',
        inference: APPLIES.RRRC,
        method: `U-statistics, ${result.covariance} variance, pairs of reader and case weigh alike, Satterthwaite degrees of freedom`,
        source: result.source.join('; '),
      },
      rows,
      result.warnings,
    ),
  ];
}

/** Each reader's difference, cases random. */
export function readerDifferences({ readerDifferences: own }: MrmcResult): SupportingAnalysis {
  return supporting(
    {
      id: 'reader-differences',
      title: 'Difference of each reader',
      inference: 'each reader alone, random cases',
      method: 'Normal test with the covariance over cases',
      source: OR_SOURCE,
    },
    own.map((each) => statistic(`Reader ${each.reader}`, `difference, ${differenceLabel(each.a, each.b)}`, each)),
  );
}

/** What the inference rests on; estimates of analysis of variance may be negative. */
export function varianceComponents({ varianceComponents: components }: MrmcResult): SupportingAnalysis {
  const rows = Object.entries(components).flatMap(([name, value]) =>
    typeof value === 'number' ? [known(COMPONENT_NAMES[name] ?? name, 'variance component', { estimate: value })] : [],
  );
  return supporting(
    {
      id: 'variance-components',
      title: 'Variance components',
      method: 'Mean squares of the reader by condition table; covariances over cases, averaged',
      source: OR_SOURCE,
    },
    rows,
  );
}

const COMPONENT_NAMES: Readonly<Record<string, string>> = {
  reader: 'reader',
  treatmentReader: 'condition by reader',
  error: 'error',
  cov1: 'covariance 1: same reader, other condition',
  cov2: 'covariance 2: other reader, same condition',
  cov3: 'covariance 3: other reader, other condition',
};

/** More than two conditions: whether they are all equal, and each pair with all conditions' common error. */
export function allPairs<S extends ReaderStudy>(study: S, figure: Figure<S>, alpha: number): SupportingAnalysis {
  const result = analyzeMrmc(study, { figure, alpha });
  const random = result.differences.filter(({ analysis }) => analysis === 'RRRC');
  const adjusted = random.length > 0 ? holm(random.map((each) => ({ name: '', result: each })), alpha) : undefined; // prettier-ignore
  const rows: Statistic[] = [
    ...result.tests
      .filter(({ analysis }) => analysis === 'RRRC')
      .map((test) => statistic('all conditions equal', 'F test', 'df2' in test ? { ...test, df: test.df2 } : test)),
    ...random.flatMap((each, i) => [
      statistic(differenceLabel(each.a, each.b), 'difference', each),
      known(differenceLabel(each.a, each.b), 'p, Holm', { p: adjusted?.verdicts[i]?.adjustedP ?? null }),
    ]),
  ];
  return supporting(
    {
      id: 'all-pairs',
      title: 'All conditions together',
      inference: APPLIES.RRRC,
      method: `Obuchowski-Rockette of ${result.treatments.length} conditions, common error term`,
      source: `${OR_SOURCE}; Holm 1979`,
    },
    rows,
    result.warnings,
  );
}
