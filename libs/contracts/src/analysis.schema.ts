import { z } from 'zod';
import { orientationSchema } from './protocol/orientation.schema.js';
import { readTimesSchema } from './reading-events.schema.js';
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

/** One number of a supporting analysis with what is known of it; null where its method has no such thing. */
export const statisticSchema = z.object({
  label: z.string().meta({ description: 'Of what: a condition, a reader, a term, a rule' }),
  measure: z.string().meta({ description: 'What kind of number, in words: difference, odds ratio, kappa' }),
  value: estimable({
    estimate: z.number().nullable(),
    se: z.number().nullable(),
    df: z.number().nullable().meta({ description: 'null: the normal distribution, or no test' }),
    statistic: z.number().nullable(),
    p: z.number().nullable(),
    ci: interval.nullable(),
    n: z.number().nullable().meta({ description: 'Reads, cases, pairs or clusters that it rests on' }),
  }),
});
export type Statistic = z.infer<typeof statisticSchema>;

/** A further analysis, of one endpoint or of the study: a table of numbers under one method. */
export const supportingAnalysisSchema = z.object({
  id: z.string(),
  title: z.string(),
  inference: z.string().nullable().meta({ description: 'To whom it applies, e.g. fixed readers, random cases' }),
  method: z.string(),
  source: z.string(),
  statistics: z.array(statisticSchema),
  warnings: z.array(z.string()),
});
export type SupportingAnalysis = z.infer<typeof supportingAnalysisSchema>;

/** The endpoint's hypothesis as the plan states it. p is one-sided except for a difference in either direction. */
export const hypothesisResultSchema = z.object({
  kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
  better: z.enum(['higher', 'lower']),
  margin: z.number().nullable(),
  method: z.string(),
  source: z.string(),
  value: estimable({ p: z.number(), level: z.number(), shown: z.boolean(), ci: interval }),
});
export type HypothesisResult = z.infer<typeof hypothesisResultSchema>;

/** Several hypotheses judged together, so that the chance of any false claim keeps to the level. */
export const hypothesisFamilySchema = z.object({
  method: z.enum(['co-primary', 'hierarchical', 'holm', 'hochberg']),
  source: z.string(),
  level: z.number().meta({ description: 'One-sided' }),
  verdicts: z.array(
    z.object({ endpoint: z.string(), p: z.number().nullable(), adjustedP: z.number(), shown: z.boolean() }),
  ),
  all: z.boolean(),
  warnings: z.array(z.string()),
});
export type HypothesisFamily = z.infer<typeof hypothesisFamilySchema>;

/** Which reads an endpoint analyses (ICH E9(R1)), and what became of all that were assigned. */
export const analysisSetSchema = z.object({
  name: z.enum(['all-assigned', 'per-protocol']),
  rules: z.record(z.string(), z.string()).meta({ description: 'What stands for a read without an answer, by why' }),
  account: z.array(
    z.object({
      condition: z.string(),
      assigned: z.number().int(),
      completed: z.number().int(),
      missing: z.number().int(),
      excused: z.number().int(),
      technicalFailures: z.number().int(),
      majorDeviations: z.number().int(),
      analysed: z.number().int(),
      filledIn: z.number().int(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type AnalysisSetResult = z.infer<typeof analysisSetSchema>;

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
  set: analysisSetSchema.nullable().default(null),
  hypothesis: hypothesisResultSchema.nullable().default(null),
  beside: z.array(supportingAnalysisSchema).default([]).meta({ description: 'Other analyses of the same endpoint' }),
  warnings: z.array(z.string()),
});
export type EndpointResult = z.infer<typeof endpointResultSchema>;

/** One endpoint in one level of a subgroup: the primary inference alone, on the reads of that level. */
const subgroupEndpointSchema = endpointResultSchema
  .pick({
    id: true,
    figure: true,
    title: true,
    unit: true,
    method: true,
    source: true,
    conditions: true,
    comparison: true,
  })
  .extend({ warnings: z.array(z.string()) });

/** A subgroup of the plan. Its levels share no alpha, and no level is tested against another. */
export const subgroupResultSchema = z.object({
  id: z.string(),
  name: z.string(),
  by: z.string(),
  specified: z.enum(['pre-specified', 'post-hoc']).meta({
    description: 'post-hoc: added by an amendment when there were reads',
  }),
  levels: z.array(
    z.object({
      level: z.string(),
      readers: z.number().int(),
      cases: z.number().int(),
      positives: z.number().int(),
      reads: z.number().int(),
      endpoints: z.array(subgroupEndpointSchema),
    }),
  ),
  warnings: z.array(z.string()),
});
export type SubgroupResult = z.infer<typeof subgroupResultSchema>;

/** The sizing of the plan with the power of the readers and cases that were frozen. Never computed from the result. */
export const sizingResultSchema = z.object({
  endpoint: z.string(),
  difference: z.number(),
  power: z.number().meta({ description: 'What the plan asks for' }),
  assumptions: z.string(),
  readers: z.number().int(),
  cases: z.number().int().meta({ description: 'Those that the endpoint depends on' }),
  reached: estimable({ power: z.number(), method: z.string(), source: z.string() }),
});
export type SizingResult = z.infer<typeof sizingResultSchema>;

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
  family: hypothesisFamilySchema.nullable().default(null),
  supporting: z.array(supportingAnalysisSchema).default([]).meta({ description: 'Analyses of the study as a whole' }),
  subgroups: z.array(subgroupResultSchema).default([]),
  sizing: sizingResultSchema.nullable().default(null),
  deviations: z
    .array(
      z.object({
        number: z.number().int(),
        at: instantSchema,
        kind: z.string(),
        found: z.enum(['system', 'person']),
        text: z.string(),
      }),
    )
    .default([])
    .meta({ description: 'Departures from the plan, in the order in which they were noted' }),
  rocCurves: z.array(rocCurveSchema),
  seconds: z.array(z.object({ condition: z.string(), values: z.array(z.number()) })),
  warnings: z.array(z.string()),
});
export type StudyAnalysis = z.infer<typeof studyAnalysisSchema>;

/** One submitted read as exported and analysed: the row of reads.csv. */
/** The mask that the outlines of a finding make in one stack: pixels whose centres lie within an odd number of them. */
const findingMaskSchema = z.object({
  question: z.string(),
  finding: z.string(),
  orientation: orientationSchema,
  images: z.number().int().meta({ description: 'On which it has pixels' }),
  squareMillimetres: z.number().meta({ description: 'Area where it is largest' }),
  millilitres: z.number(),
});
export type FindingMask = z.infer<typeof findingMaskSchema>;

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
  stage: z
    .number()
    .int()
    .optional()
    .meta({ description: 'Of a read in stages: its times above hold the stages before too' }),
  version: z.number().int().optional().meta({ description: 'From 2: answered anew after it was opened again' }),
  stageElapsedSeconds: z.number().nullable().optional(),
  stageActiveSeconds: z.number().nullable().optional(),
  activeByIdleLimit: z
    .record(z.string(), z.number().nullable())
    .optional()
    .meta({ description: 'Active seconds at idle limits of 30, 60 and 120 s and none' }),
  findingTimes: readTimesSchema.shape.findings.optional(),
  masks: z.array(findingMaskSchema).optional().meta({ description: 'Of findings that were outlined' }),
});
export type ReadRow = z.infer<typeof readRowSchema>;

export const analysisStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed'), why: z.string() }),
  z.object({ state: z.literal('running'), step: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
  z.object({ state: z.literal('done'), analysis: studyAnalysisSchema }),
]);
export type AnalysisState = z.infer<typeof analysisStateSchema>;
