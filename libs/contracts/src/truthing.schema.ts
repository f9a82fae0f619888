import { z } from 'zod';
import { supportingAnalysisSchema } from './analysis.schema.js';
import { instantSchema, userIdSchema } from './ids.js';
import { submittedReadSchema } from './reading.schema.js';

export const submittedTruthSchema = submittedReadSchema
  .pick({ read: true, submittedAt: true, contentHash: true, next: true })
  .meta({ description: 'As of a read; the time of truthing is no evidence' });
export type SubmittedTruth = z.infer<typeof submittedTruthSchema>;

/** How the members of a panel agreed, before any of them was adjudicated. */
export const panelAgreementSchema = z.object({
  members: z.number().int(),
  cases: z.number().int(),
  adjudicated: z.number().int().meta({ description: 'Cases on which they differed' }),
  analysis: supportingAnalysisSchema,
});
export type PanelAgreement = z.infer<typeof panelAgreementSchema>;

/** The panel as its coordinator sees it: how far it is, and how it agreed once all is said. Never what anyone said of a case. */
export const truthingPanelSchema = z.object({
  planned: z.object({ members: z.number().int(), cases: z.number().int() }).nullable().meta({
    description: 'null: the protocol has no truthing',
  }),
  openedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  referenceVersion: z.number().int().nullable(),
  members: z.array(
    z.object({
      user: userIdSchema,
      name: z.string(),
      number: z.number().int(),
      adjudicator: z.boolean(),
      planned: z.number().int(),
      submitted: z.number().int(),
    }),
  ),
  settled: z.number().int().meta({ description: 'Cases that have their truth' }),
  waiting: z.number().int().meta({ description: 'Cases that wait for the adjudicator' }),
  newCases: z.number().int().meta({ description: 'Ready cases that came after the panel began' }),
  agreement: panelAgreementSchema.nullable().meta({ description: 'Once the panel is closed' }),
});
export type TruthingPanelView = z.infer<typeof truthingPanelSchema>;

export const addTrutherSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    email: z.email().optional(),
    adjudicator: z.boolean().default(false),
  })
  .strict();
