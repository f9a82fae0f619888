import { z } from 'zod';
import { identifierSchema } from './identifier.schema.js';

/** What of an AI result a condition shows. */
export const aiDisplaySchema = z.enum(['score', 'segmentation', 'heat-map', 'domain-warning']).meta({
  description:
    'score: the case score; segmentation: outlines in the images; heat-map: a map over the images; domain-warning: whether the images are unlike those that the model was calibrated on',
});
export type AiDisplay = z.infer<typeof aiDisplaySchema>;

/** How a case is read: unaided, or aided by one named model version. */
export const conditionSchema = z
  .object({
    id: identifierSchema,
    name: z.string().min(1).max(60),
    ai: z
      .object({
        model: z.string().min(1),
        version: z.string().min(1),
        shows: z.array(aiDisplaySchema).min(1).meta({ description: 'What of the AI result is shown' }),
      })
      .strict()
      .optional()
      .meta({ description: 'The model version that aids this condition; absent: unaided' }),
  })
  .strict();
export type Condition = z.infer<typeof conditionSchema>;
