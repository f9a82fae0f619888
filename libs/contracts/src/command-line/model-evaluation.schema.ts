import { z } from 'zod';

/** An estimate with its 95% interval; null where these cases do not allow one. */
const interval = z
  .object({ estimate: z.number(), ci95: z.tuple([z.number(), z.number()]).readonly(), method: z.string() })
  .nullable();

const counts = z.object({ positive: z.number().int(), negative: z.number().int() });
const level = { sensitivity: interval, specificity: interval, auc: interval };

const summary = {
  counts: z.object({ cases: counts, stacks: counts, foreign: z.number().int() }),
  caseLevel: z.object(level),
  stackLevel: z.object({ ...level, dice: interval, surfaceDistanceMm: interval }),
  froc: z.array(z.object({ falseFindingsPerStack: z.number(), sensitivity: z.number() })).readonly(),
};
const groups = z.record(z.string(), z.object(summary));

const stackMeasurement = z.object({
  id: z.string(),
  score: z.number().min(0).max(1),
  called: z.boolean(),
  positive: z.boolean().nullable(),
  dice: z.number().min(0).max(1).nullable(),
  surfaceDistanceMm: z.number().nullable(),
  lesions: z.array(z.number().nullable()).readonly(),
  falseFindings: z.array(z.number()).readonly(),
});

const caseMeasurement = z.object({
  case: z.string(),
  hospital: z.string(),
  positive: z.boolean(),
  grade: z.number().int().min(0).max(4),
  gestationalAgeWeeks: z.number(),
  lesionMl: z.number(),
  score: z.number().min(0).max(1),
  called: z.boolean(),
  foreign: z.boolean(),
  stacks: z.array(stackMeasurement).readonly(),
});

/** What `lectern evaluate --json` prints: a model's figures on examinations with a reference standard, and each examination's own. */
export const modelEvaluationSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.object({ id: z.string(), version: z.string(), sha256: z.string() }),
  /** At or above which a case, and a stack alone, is called positive. */
  thresholds: z.object({ case: z.number(), stack: z.number() }),
  ...summary,
  by: z.object({ hospital: groups, grade: groups, gestationalAge: groups }),
  cases: z.array(caseMeasurement).readonly(),
});

export type ModelEvaluation = z.infer<typeof modelEvaluationSchema>;
