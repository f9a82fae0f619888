import { z } from 'zod';
import { instantSchema, sha256Schema, studyIdSchema } from './ids.js';

const interval = z.tuple([z.number(), z.number()]);

/** A number with its uncertainty, or why there is none. */
const estimable = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('estimated'), ...shape }),
    z.object({ status: z.literal('not-estimable'), reason: z.string() }),
  ]);

export const conditionEstimateSchema = z.object({
  condition: z.string(),
  value: estimable({ estimate: z.number(), se: z.number().nullable(), ci: interval.nullable() }),
});

export const readerEstimateSchema = z.object({
  reader: z.number().int().meta({ description: 'Number of the reader in the study' }),
  condition: z.string(),
  value: estimable({ estimate: z.number() }),
});

/** `to` against `from`: a difference (to - from) or a ratio (to / from), two-sided p against no effect. */
export const comparisonSchema = z.object({
  kind: z.enum(['difference', 'ratio']),
  from: z.string(),
  to: z.string(),
  value: estimable({
    estimate: z.number(),
    se: z.number().nullable(),
    df: z.number().nullable(),
    statistic: z.number().nullable(),
    p: z.number().nullable(),
    ci: interval.nullable(),
  }),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One endpoint of the analysis plan. Every number names its method and source. */
export const endpointResultSchema = z.object({
  id: z.string(),
  figure: z.string(),
  role: z.enum(['primary', 'secondary', 'supporting']),
  title: z.string(),
  unit: z.string().nullable(),
  method: z.string(),
  source: z.string(),
  conditions: z.array(conditionEstimateSchema),
  readers: z.array(readerEstimateSchema),
  comparison: comparisonSchema,
  warnings: z.array(z.string()),
});
export type EndpointResult = z.infer<typeof endpointResultSchema>;

export const rocCurveSchema = z.object({
  condition: z.string(),
  reader: z.number().int().nullable().meta({ description: 'null: average over readers' }),
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .meta({ description: '(false positive fraction, true positive fraction)' }),
});

/** The computed result of a locked study: plain data, recomputable from the exported reads. */
export const studyAnalysisSchema = z.object({
  format: z.literal(1),
  study: studyIdSchema,
  title: z.string(),
  target: z.string(),
  computedAt: instantSchema,
  software: z.object({ name: z.string(), version: z.string() }),
  protocolHash: sha256Schema,
  freezeHash: sha256Schema,
  simulated: z.boolean(),
  models: z.array(z.object({ condition: z.string(), model: z.string(), version: z.string(), sha256: sha256Schema })),
  alpha: z.number(),
  counts: z.object({
    readers: z.number().int(),
    cases: z.number().int(),
    positives: z.number().int(),
    negatives: z.number().int(),
    readsPlanned: z.number().int(),
    readsSubmitted: z.number().int(),
  }),
  conditions: z.array(z.object({ id: z.string(), name: z.string() })),
  primaryTime: z.enum(['active', 'elapsed']),
  endpoints: z.array(endpointResultSchema),
  rocCurves: z.array(rocCurveSchema),
  seconds: z.array(z.object({ condition: z.string(), values: z.array(z.number()) })),
  warnings: z.array(z.string()),
});
export type StudyAnalysis = z.infer<typeof studyAnalysisSchema>;

/** One submitted read as exported and analysed: the row of reads.csv. */
export const readRowSchema = z.object({
  read: z.string(),
  reader: z.number().int(),
  readerKind: z.enum(['person', 'simulated']),
  case: z.number().int().meta({ description: 'Number of the case in the frozen list' }),
  site: z.string().nullable(),
  session: z.number().int(),
  position: z.number().int(),
  condition: z.string(),
  repetition: z.number().int(),
  truth: z.boolean(),
  grade: z.number().int().nullable(),
  answers: z.record(z.string(), z.unknown()),
  openedAt: instantSchema,
  submittedAt: instantSchema,
  elapsedSeconds: z.number().nullable(),
  activeSeconds: z.number().nullable(),
  overlaySeconds: z.number(),
  timeFlags: z.array(z.string()),
  aiScore: z.number().nullable(),
});
export type ReadRow = z.infer<typeof readRowSchema>;

export const analysisStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed'), why: z.string() }),
  z.object({ state: z.literal('running'), step: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
  z.object({ state: z.literal('done'), analysis: studyAnalysisSchema }),
]);
export type AnalysisState = z.infer<typeof analysisStateSchema>;
