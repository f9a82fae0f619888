import { z } from 'zod';
import { acceptanceSchema } from './analysis-plan.schema.js';
import { identifierSchema } from './identifier.schema.js';
import { questionSchema } from './question.schema.js';

/** How a panel sets the truth of every case, each member alone, before the study is frozen. */
export const truthingSchema = z
  .object({
    members: z.number().int().min(2).max(9).meta({ description: 'Who judge every case, beside the adjudicator' }),
    questions: z.array(questionSchema).min(1).max(20),
    truth: z
      .object({
        decision: identifierSchema.meta({ description: 'The decision question: whether the finding is there' }),
        grade: identifierSchema.optional().meta({ description: 'An ordinal question of at most 4 levels' }),
        lesions: identifierSchema.optional().meta({ description: 'The findings question: where the lesions are' }),
      })
      .strict()
      .meta({ description: 'Which question says what of the truth' }),
    agreement: z
      .object({
        grade: z
          .number()
          .int()
          .min(0)
          .max(3)
          .default(0)
          .meta({ description: 'Grades that differ by no more than this agree; the median holds' }),
        lesions: acceptanceSchema
          .optional()
          .meta({ description: 'When marks of two members are the same lesion; required with lesions' }),
      })
      .strict()
      .prefault({})
      .meta({
        description:
          'What still is agreement; anything else goes to the adjudicator, as does any difference in the decision',
      }),
    instructions: z.string().max(20_000).optional(),
  })
  .strict();
export type TruthingPlan = z.infer<typeof truthingSchema>;
