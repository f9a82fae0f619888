import type { Statistic, SupportingAnalysis } from '@lectern/contracts';
import { isEstimated, type MrmcData } from '../data/index.js';
import { analyzeBinary, type BinaryComparison, type BinaryRead, type ReaderProportion } from '../proportions/index.js';
import { differenceLabel, known, statistic, supporting } from './statistic.js';
import type { ConditionPair } from './study-data.js';

/**
 * What stands beside sensitivity or specificity: GEE, Obuchowski's clustered difference, Rao and Scott's test, McNemar's
 * test of each reader, and each reader's proportions with exact and Wilson intervals.
 *
 * @param positive of which cases the right answers are counted
 */
export function besideProportions(
  data: MrmcData,
  { positive, threshold, pair, alpha }: { positive: boolean; threshold: number; pair: ConditionPair; alpha: number },
): SupportingAnalysis[] {
  const reads = rightAnswers(data, positive, threshold);
  const { comparisons, readers } = analyzeBinary(reads, { conditions: [pair.to, pair.from], alpha });
  const [comparison] = comparisons;
  if (!comparison) return [];
  return [
    ...geeAnalyses(comparison),
    clusteredAnalysis(comparison),
    raoScottAnalysis(comparison),
    mcnemarAnalysis(comparison),
    proportionsOfReaders(readers),
  ];
}

/** Answers on cases of one class: right where the case is called what it is. */
export function rightAnswers(data: MrmcData, positive: boolean, threshold: number): BinaryRead[] {
  const reads: BinaryRead[] = [];
  for (const [t, condition] of data.treatments.entries())
    for (const [r, reader] of data.readers.entries())
      for (const [c, one] of data.cases.entries()) {
        const at = (t * data.readers.length + r) * data.cases.length + c;
        if (one.positive !== positive || data.read[at] !== 1) continue;
        const success = (data.ratings[at] as number) >= threshold === positive;
        reads.push({ reader, condition, case: one.id, patient: one.patient, success });
      }
  return reads;
}

/** One table a cluster: what answers are correlated within says to whom the result applies. */
function geeAnalyses({ a, b, gee }: BinaryComparison): SupportingAnalysis[] {
  return (['case', 'reader'] as const).map((by) => {
    const own = gee.filter(({ clusteredBy }) => clusteredBy === by);
    const fits = own.flatMap(({ fit }) => (isEstimated(fit) ? [fit] : []));
    const rows = own.flatMap(({ link, fit }): Statistic[] => {
      const label = differenceLabel(a, b);
      if (!isEstimated(fit)) return [statistic(label, link === 'logit' ? 'odds ratio' : 'difference', fit)];
      const { estimate, se, df, statistic: test, p, ci } = fit.coefficients[1]!;
      const coefficient = { estimate, se, df, statistic: test, p, ci, n: fit.clusters };
      return link === 'identity'
        ? [known(label, 'difference', coefficient)]
        : [
            known(label, 'log odds ratio', coefficient),
            known(label, 'odds ratio', { estimate: Math.exp(estimate), ci: [Math.exp(ci[0]), Math.exp(ci[1])] }),
          ];
    });
    return supporting(
      {
        id: `gee-${by}`,
        title: `GEE, clustered by ${by}`,
        inference: own[0]?.inference ?? '',
        method: fits[0]
          ? `GEE, logit and identity link, exchangeable working correlation, robust standard errors${fits.some(({ correction }) => correction === 'mancl-derouen') ? ' with the correction of Mancl and DeRouen' : ''}`
          : 'GEE',
        source: 'Liang and Zeger 1986; Mancl and DeRouen 2001 (below 40 clusters)',
      },
      rows,
      fits.flatMap(({ warnings }) => warnings),
    );
  });
}

function clusteredAnalysis({ a, b, obuchowski }: BinaryComparison): SupportingAnalysis {
  const found = isEstimated(obuchowski) ? obuchowski : undefined;
  return supporting(
    {
      id: 'clustered-difference',
      title: 'Clustered difference of proportions',
      inference: found?.inference ?? 'fixed readers, random cases',
      method: 'Ratio estimator of clustered, paired proportions, normal test',
      source: found?.source ?? 'Obuchowski, Stat Med 1998',
    },
    [statistic(differenceLabel(a, b), 'difference', found ? { ...found, status: 'estimated', n: found.clusters } : obuchowski)], // prettier-ignore
    found?.warnings,
  );
}

function raoScottAnalysis({ a, b, raoScott }: BinaryComparison): SupportingAnalysis {
  const label = `${a} and ${b} equal`;
  const rows = isEstimated(raoScott)
    ? [
        known(label, 'F test', {
          statistic: raoScott.statistic,
          df: raoScott.df[1],
          p: raoScott.p,
          n: raoScott.clusters,
        }),
        known(label, 'design effect', { estimate: raoScott.designEffect }),
      ]
    : [statistic(label, 'F test', raoScott)];
  return supporting(
    {
      id: 'rao-scott',
      title: 'Rao-Scott test',
      inference: 'fixed readers, random cases',
      method: "Pearson's chi-squared over the design effect of clusters, F of second order",
      source: 'Rao and Scott 1984; Thomas and Rao 1987',
    },
    rows,
  );
}

/** Each reader alone. Several readers' answers on a case are no independent pairs, so that they are not pooled. */
function mcnemarAnalysis({ a, b, mcnemar }: BinaryComparison): SupportingAnalysis {
  const rows = mcnemar.flatMap(({ reader, test }): Statistic[] => {
    const measure = `difference, ${differenceLabel(a, b)}, exact p`;
    if (!isEstimated(test)) return [statistic(`Reader ${reader}`, measure, test)];
    const { estimate, ci, exact, midP, pairs } = test;
    return [
      known(`Reader ${reader}`, measure, { estimate, ci, p: exact.p, n: pairs }),
      known(`Reader ${reader}`, 'mid-p', { p: midP.p, n: pairs }),
    ];
  });
  const warnings = mcnemar.flatMap(({ reader, test }) =>
    isEstimated(test) ? test.warnings.map((warning) => `Reader ${reader}: ${warning}`) : [],
  );
  return supporting(
    {
      id: 'mcnemar',
      title: "McNemar's test of each reader",
      inference: 'each reader alone, random cases',
      method: "McNemar's exact and mid-p test; Newcombe's interval",
      source: 'McNemar 1947; Fagerland et al. 2013; Newcombe 1998',
    },
    rows,
    warnings,
  );
}

function proportionsOfReaders(readers: readonly ReaderProportion[]): SupportingAnalysis {
  return supporting(
    {
      id: 'reader-proportions',
      title: 'Proportion of each reader',
      inference: 'each reader alone, random cases',
      method: 'Wilson score and Clopper-Pearson exact intervals',
      source: 'Wilson 1927; Clopper and Pearson 1934',
    },
    readers.flatMap(({ reader, condition, wilson, clopperPearson }) => {
      const label = `Reader ${reader}, ${condition}`;
      return [
        known(label, 'proportion, Wilson', { estimate: wilson.estimate, ci: wilson.ci, n: wilson.trials }),
        known(label, 'proportion, exact', { estimate: wilson.estimate, ci: clopperPearson.ci, n: wilson.trials }),
      ];
    }),
  );
}
