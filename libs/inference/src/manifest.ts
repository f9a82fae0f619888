import { z } from 'zod';

const positive = z.number().positive();
const tensorShape = z.tuple([z.literal('N'), z.literal(1), z.literal('H'), z.literal('W')]);

const clip = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, 'the lower bound must be below the upper');
const percentile = { quantile: z.number().gt(0).lte(1), rank: z.literal('floor'), clip };

/** Scale: a quantile of all values of the stack. */
const wholePercentile = z.object({ method: z.literal('stack-percentile'), ...percentile });

/** Scale: a quantile of the stack's middle, where the brain is: its inner half of slices, `reachMm` about the centre of each. */
const middlePercentile = z.object({ method: z.literal('middle-percentile'), ...percentile, reachMm: positive });

const scoring = {
  connectivity: z.literal(6),
  epsilonMl: positive,
  intercept: z.number(),
  slope: positive,
  /** A case is called positive at or above this score. */
  operatingThreshold: z.number().min(0).max(1),
  /** A stack alone is; the case's threshold where absent. */
  stackThreshold: z.number().min(0).max(1).optional(),
};

/** Evidence: mean over stacks of the logarithm of each one's largest component, wherever it is. */
const largestComponent = z.object({ method: z.literal('logistic-mean-log-largest-component'), ...scoring });

/** Evidence: of all components, the one at whose place the stacks show most; boxes `reachMm` apart count as one place. */
const agreeingComponents = z.object({
  method: z.literal('logistic-agreeing-components'),
  ...scoring,
  reachMm: z.number().nonnegative(),
  /** Heaviest components of each stack that are considered. */
  components: z.number().int().positive(),
  /** Decades that are taken off where stacks show something at different places: a fetus moves between stacks. */
  apartPenalty: z.number().nonnegative(),
});

/** What stacks looked like on which the model was calibrated: others are flagged, not refused. */
const domainSchema = z.object({
  method: z.literal('middle-grey-values'),
  pixelSpacingMm: z.tuple([positive, positive]),
  sliceSpacingMm: z.tuple([positive, positive]),
  mean: z.array(z.number()).length(5),
  precision: z.array(z.array(z.number()).length(5)).length(5),
  /** Squared Mahalanobis distance beyond which a stack is foreign. */
  limit: positive,
});

/**
 * `model.json`: what a model package says of itself, and every constant of its pre- and post-processing
 * (models/<id>/README.md explains them). Methods are literals: a package that asks for another is refused, not guessed at.
 */
export const modelManifestSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  title: z.string().min(1),
  task: z.literal('segmentation'),
  file: z.object({
    name: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.onnx$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
  }),
  input: z.object({
    name: z.string().min(1),
    type: z.literal('float32'),
    shape: tensorShape,
    /** Of the grid on which the network works: between rows, between columns, mm. */
    pixelSpacing: z.tuple([positive, positive]),
    resampling: z.literal('bilinear-half-pixel'),
    padMultiple: z.number().int().positive(),
    padValue: z.number(),
  }),
  normalisation: z.discriminatedUnion('method', [wholePercentile, middlePercentile]),
  output: z.object({
    name: z.string().min(1),
    type: z.literal('float32'),
    shape: tensorShape,
    activation: z.literal('none'),
    pixelThreshold: z.number().gt(0).lt(1),
  }),
  caseScore: z.discriminatedUnion('method', [largestComponent, agreeingComponents]),
  domain: domainSchema.optional(),
  finding: z.object({ label: z.string().min(1).max(64), meaning: z.string().min(1) }),
  intendedUse: z.string().min(1),
  trainingData: z.object({
    /** Patients whose images it learned from. */
    patients: z.number().int().nonnegative(),
    statement: z.string().min(1),
    sources: z.array(z.string().min(1)).min(1),
    /** Theirs under an installation's secret, as those of its cases: an overlap with a study is found there. */
    patientKeys: z.array(z.string().min(1)).optional(),
  }),
  /** SPDX identifier. */
  licence: z.string().min(1),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
