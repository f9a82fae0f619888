import type { EndpointResult, ReadRow, StudyAnalysis } from '@lectern/contracts';
import { classRatings, rocCurve } from '../figures/index.js';
import { casesRead, cellOf } from '../data/index.js';
import { accuracyEndpoint } from './accuracy-endpoint.js';
import { confidenceEndpoint } from './confidence-endpoint.js';
import { comparedReads, type PlannedEndpoint, ratingsOf, secondsOf, type StudyData } from './study-data.js';
import { timeEndpoint } from './time-endpoint.js';

/** The numbers of a study's analysis, without what names study and software. */
export type AnalysedStudy = Pick<StudyAnalysis, 'endpoints' | 'rocCurves' | 'seconds' | 'warnings'>;

/** Every endpoint of the plan, computed from the reads alone. What cannot be estimated says so and why. */
export function analyzeStudy(data: StudyData): AnalysedStudy {
  const decision = data.endpoints.find(
    ({ endpoint }) => endpoint.figure === 'sensitivity' || endpoint.figure === 'specificity',
  )?.question;
  const isRight = (row: ReadRow): boolean | null =>
    decision == null || row.answers[decision] === undefined
      ? null
      : (row.answers[decision] === 'present') === row.truth;
  return {
    endpoints: data.endpoints.flatMap((planned) => endpointsOf(data, planned, isRight)),
    rocCurves: rocCurvesOf(data),
    seconds: data.conditions.map((condition) => ({
      condition,
      values: data.rows
        .filter((row) => row.condition === condition)
        .flatMap((row) => secondsOf(row, data.primaryTime) ?? []),
    })),
    warnings: data.rows.some(({ timeFlags }) => timeFlags.length > 0)
      ? ['Some reading times carry flags; see time_flags in reads.csv']
      : [],
  };
}

function endpointsOf(
  data: StudyData,
  planned: PlannedEndpoint,
  isRight: (row: ReadRow) => boolean | null,
): EndpointResult[] {
  const { figure } = planned.endpoint;
  switch (figure) {
    case 'time':
      return [timeEndpoint(data, planned)];
    case 'confidence':
      return [
        confidenceEndpoint(data, planned),
        confidenceEndpoint(data, planned, {
          id: 'right',
          title: 'right decisions',
          includes: (row) => isRight(row) === true,
        }),
        confidenceEndpoint(data, planned, {
          id: 'wrong',
          title: 'wrong decisions',
          includes: (row) => isRight(row) === false,
        }),
      ];
    default:
      return [accuracyEndpoint(data, planned, figure)];
  }
}

/** Each reader's empirical ROC curve in each condition, of the question of the first AUC endpoint. */
function rocCurvesOf(data: StudyData): StudyAnalysis['rocCurves'] {
  const question = data.endpoints.find(({ endpoint }) => endpoint.figure === 'auc')?.question;
  const study = question == null ? null : ratingsOf(comparedReads(data), question);
  if (!study) return [];
  return study.treatments.flatMap((condition, t) =>
    study.readers.flatMap((reader, r) => {
      const cell = cellOf(study, t, r);
      const { negatives, positives } = classRatings(study, cell, casesRead(study, cell));
      if (negatives.length === 0 || positives.length === 0) return [];
      const curve = rocCurve(negatives, positives);
      const points = Array.from(curve.falsePositiveRate, (x, i): [number, number] => [
        x,
        curve.truePositiveRate[i] as number,
      ]);
      return [{ condition, reader: Number(reader), points }];
    }),
  );
}
