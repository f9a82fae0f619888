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
  replaced: z.number().int().default(0).meta({ description: 'Members who were replaced while the panel was at work' }),
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
      replaces: z.number().int().nullable().meta({ description: 'Number of the member whose seat this one took' }),
      leftAt: instantSchema.nullable().meta({ description: 'When the member was replaced; what they said stays' }),
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

/** Who takes the seat of a member or of the adjudicator. */
export const replaceTrutherSchema = addTrutherSchema
  .omit({ adjudicator: true })
  .extend({ reason: z.string().trim().min(1).max(500) })
  .strict();

/** A message to a member of the panel that was due; `sentAt` is null where it is for the coordinator to pass on. */
export const panelReminderSchema = z.object({
  user: userIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['invited', 'cases-wait', 'cases-still-wait']),
  dueAt: instantSchema,
  sentAt: instantSchema.nullable(),
  problem: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
});
export type PanelReminderView = z.infer<typeof panelReminderSchema>;
