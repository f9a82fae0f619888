import { z } from 'zod';

const positive = z.number().positive();
const tensorShape = z.tuple([z.literal('N'), z.literal(1), z.literal('H'), z.literal('W')]);

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
  normalisation: z.object({
    method: z.literal('stack-percentile'),
    quantile: z.number().gt(0).lte(1),
    rank: z.literal('floor'),
    clip: z
      .tuple([z.number(), z.number()])
      .refine(([low, high]) => low < high, 'the lower bound must be below the upper'),
  }),
  output: z.object({
    name: z.string().min(1),
    type: z.literal('float32'),
    shape: tensorShape,
    activation: z.literal('none'),
    pixelThreshold: z.number().gt(0).lt(1),
  }),
  caseScore: z.object({
    method: z.literal('logistic-mean-log-largest-component'),
    connectivity: z.literal(6),
    epsilonMl: positive,
    intercept: z.number(),
    slope: positive,
    operatingThreshold: z.number().min(0).max(1),
  }),
  finding: z.object({ label: z.string().min(1).max(64), meaning: z.string().min(1) }),
  intendedUse: z.string().min(1),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
