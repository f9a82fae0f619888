import { z } from 'zod';
import { identifierSchema } from './identifier.schema.js';

const comparisonSchema = z.object({ from: identifierSchema, to: identifierSchema }).strict();
const share = z.number().min(0).max(1);

/** Figures of merit. Each names what it needs: a decision, a rating, an ordinal scale, findings, or nothing (time). */
export const figureSchema = z.enum([
  'sensitivity',
  'specificity',
  'auc',
  'partial-auc',
  'sensitivity-at-specificity',
  'specificity-at-sensitivity',
  'ppv',
  'npv',
  'froc-area',
  'afroc-area',
  'weighted-afroc-area',
  'lesion-sensitivity',
  'false-marks-per-case',
  'agreement',
  'time',
  'confidence',
]);
export type PlannedFigure = z.infer<typeof figureSchema>;

export const hypothesisSchema = z.enum(['superiority', 'non-inferiority', 'equivalence', 'estimation']);

export const endpointSchema = z
  .object({
    id: identifierSchema,
    figure: figureSchema,
    role: z.enum(['primary', 'secondary']),
    question: identifierSchema.optional().meta({ description: 'The question computed from, where several could be' }),
    comparison: comparisonSchema.optional().meta({ description: 'Another pair of conditions than the plan compares' }),
    hypothesis: hypothesisSchema.default('estimation'),
    margin: z
      .number()
      .min(0)
      .optional()
      .meta({ description: 'Of non-inferiority or equivalence, on the scale compared' }),
    threshold: z.number().optional().meta({
      description: 'sensitivity, specificity, predictive values from a rating: positive at or above this',
    }),
    range: z
      .object({ axis: z.enum(['false-positive-rate', 'true-positive-rate']), from: share, to: share })
      .strict()
      .optional()
      .meta({ description: 'Of partial-auc' }),
    at: share.optional().meta({ description: 'The specificity or sensitivity at which the other is taken' }),
    prevalence: share.optional().meta({ description: 'Of predictive values; absent: that of the study' }),
  })
  .strict();
export type PlannedEndpointText = z.infer<typeof endpointSchema>;

const incompleteRuleSchema = z.enum([
  'leave-out',
  'leave-out-pair',
  'leave-out-case',
  'wrong',
  'right',
  'against-claim',
  'for-claim',
]);

/** Departures from the plan that the system finds by itself. */
export const foundDepartureSchema = z.enum(['time-limit', 'order', 'reopened', 'washout', 'documents', 'display']);

/** What is estimated where things do not go as planned (ICH E9(R1): intercurrent events and their strategies). */
export const estimandSchema = z
  .object({
    set: z.enum(['all-assigned', 'per-protocol']).default('all-assigned'),
    missing: incompleteRuleSchema.default('leave-out'),
    excused: incompleteRuleSchema.default('leave-out'),
    technicalFailure: incompleteRuleSchema.default('leave-out'),
    aiUnavailable: z
      .enum(['as-read', 'leave-out'])
      .default('as-read')
      .meta({ description: 'Aided reads for which the AI had no result' }),
    majorDeviations: z
      .array(foundDepartureSchema)
      .default(['order', 'washout', 'documents'])
      .meta({ description: 'Deviations found by the system for which a read is not per protocol' }),
    uninterpretableTruth: z
      .enum(['refuse', 'leave-out'])
      .default('refuse')
      .meta({ description: 'Cases without a row in the reference standard, since it could not be determined' }),
  })
  .strict();
export type PlannedEstimand = z.infer<typeof estimandSchema>;

/** When a mark counts as on a lesion. A mask is judged as a whole: by the middle of its outlines, or by what they cover together, each in its own plane. */
export const acceptanceSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('radius'),
      millimetres: z.number().positive(),
      from: z.enum(['centre', 'edge']).default('centre'),
    })
    .strict(),
  z
    .object({
      kind: z.literal('overlap'),
      atLeast: z.number().gt(0).max(1),
      of: z.enum(['union', 'lesion', 'mark']).default('union'),
    })
    .strict(),
]);

export const multiplicitySchema = z
  .object({
    method: z.enum(['co-primary', 'hierarchical', 'holm', 'hochberg']).meta({
      description: 'How the primary endpoints together keep alpha; hierarchical tests them in the order written',
    }),
  })
  .strict();

export const subgroupSchema = z
  .object({
    id: identifierSchema,
    name: z.string().min(1).max(80),
    by: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: "'site', 'grade', 'reader-stratum' or a case attribute of the protocol" }),
    endpoints: z.array(identifierSchema).min(1).optional().meta({ description: 'Absent: every endpoint' }),
  })
  .strict();

/** Obuchowski-Rockette components of the sized endpoint, and the number of cases that they were estimated for. */
const sizingComponentsSchema = z
  .object({
    treatmentReader: z.number().min(0),
    error: z.number().positive(),
    cov1: z.number().meta({ description: 'Same reader, other condition' }),
    cov2: z.number().meta({ description: 'Other reader, same condition' }),
    cov3: z.number().meta({ description: 'Other reader, other condition' }),
    cases: z.number().int().min(2).meta({
      description: 'Cases of the pilot; of a figure of positive (negative) cases alone, the number of those',
    }),
  })
  .strict();

/** Why the study has its size: what was assumed and what follows. */
export const sizingSchema = z
  .object({
    endpoint: identifierSchema,
    difference: z.number().meta({ description: 'The true difference that is assumed, on the scale of the endpoint' }),
    power: z.number().gt(0.5).lt(1),
    assumptions: z.string().min(1).max(2000).meta({ description: 'Variance components and where they come from' }),
    components: sizingComponentsSchema.optional().meta({
      description:
        'With them the power of the readers and cases that there are is computed, and held against `power` at freeze',
    }),
  })
  .strict();

export const analysisPlanSchema = z
  .object({
    comparison: comparisonSchema,
    alpha: z.number().gt(0).lt(0.5).default(0.05),
    endpoints: z.array(endpointSchema).min(1).max(40),
    multiplicity: multiplicitySchema.optional().meta({ description: 'Required with several primary hypotheses' }),
    estimand: estimandSchema.optional().meta({ description: 'Absent: all assigned reads, incomplete ones left out' }),
    subgroups: z.array(subgroupSchema).max(20).optional(),
    localisation: acceptanceSchema.optional().meta({ description: 'Required by figures of marks' }),
    sizing: sizingSchema.optional(),
  })
  .strict();
