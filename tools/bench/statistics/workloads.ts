import {
  analyzeMrmc,
  crossedDesign,
  empiricalAuc,
  fitLinearMixedModel,
  fromRows,
  roeMetzModel,
  seededRandom,
  simulateRoeMetz,
  simulateTimes,
  type LinearMixedModel,
  type MrmcData,
  type TimedRead,
} from '@lectern/statistics';

/** Ways of the covariance over cases, and U-statistics as an analysis of its own. */
export const MRMC_METHODS = ['delong', 'jackknife', 'unbiased', 'ustat'] as const;
export type MrmcMethod = (typeof MRMC_METHODS)[number];

/** Roe-Metz ratings in double precision (no ties), half of the cases with the finding. */
export function ratings(readers: number, cases: number): MrmcData {
  const design = crossedDesign({ readers, negatives: cases / 2, positives: cases / 2 });
  return simulateRoeMetz(design, roeMetzModel('HH', 0.855), seededRandom(`bench/${readers}x2x${cases}`));
}

/** The whole analysis: figures, covariance of all cells, inference for readers and cases random and fixed. */
export function analyse(data: MrmcData, method: MrmcMethod): void {
  const how = method === 'ustat' ? { method } : { method: 'or' as const, covariance: method };
  const { differences } = analyzeMrmc(data, { figure: empiricalAuc, ...how });
  const [first] = differences;
  if (first?.status !== 'estimated') throw new Error(`${method}: ${first?.reason ?? 'no difference'}`);
}

export function times(readers: number, cases: number): TimedRead[] {
  const model = {
    means: [4.1, 3.9],
    period: -0.1,
    standardDeviations: { reader: 0.3, case: 0.35, readerCondition: 0.1, residual: 0.4 },
  };
  const design = crossedDesign({ readers, negatives: cases / 2, positives: cases / 2 });
  return simulateTimes(design, model, seededRandom(`bench/times/${readers}x2x${cases}`));
}

/** log seconds ~ condition + period + (1 | reader) + (1 | case) + (1 | reader:condition), REML, Satterthwaite. */
export function timeModel(reads: readonly TimedRead[]): LinearMixedModel {
  return {
    response: reads.map(({ seconds }) => Math.log(seconds)),
    fixed: fromRows(reads.map(({ condition, period }) => [1, condition, period])),
    terms: ['(Intercept)', 'condition', 'period'],
    random: [
      { group: 'reader', levels: reads.map(({ reader }) => `${reader}`) },
      { group: 'case', levels: reads.map((read) => `${read.case}`) },
      { group: 'reader:condition', levels: reads.map(({ reader, condition }) => `${reader}:${condition}`) },
    ],
  };
}

export function fitTimes(model: LinearMixedModel): void {
  const fit = fitLinearMixedModel(model);
  if (fit.status !== 'estimated') throw new Error(fit.reason);
}
