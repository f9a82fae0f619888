import { z } from 'zod';
import { caseIdSchema, instantSchema, sha256Schema } from './ids.js';
import { lesionPlacesSchema } from './reference.schema.js';

/** What a check found in a case: which file, by its number in the upload from 0, which rule, and what helps. */
export const caseFindingSchema = z.object({
  severity: z.enum(['refused', 'flagged']),
  file: z.number().int().nullable().meta({ description: 'The first file concerned; only its uploader knows its name' }),
  files: z.array(z.number().int()).optional().meta({ description: 'All of them, where there are several' }),
  stack: z.string().nullable().meta({ description: 'The plane of the stack concerned' }),
  tag: z.string().nullable(),
  rule: z.string(),
  remedy: z.string(),
});
export type CaseFinding = z.infer<typeof caseFindingSchema>;

/** Who accepted a case, and why where nobody looked at its contact sheet. */
export const caseAcceptanceSchema = z.object({ at: instantSchema, by: z.string(), reason: z.string().nullable() });

/** How good a stack is, by measures that do not see what it shows: see `stackQuality` of the DICOM room for definitions and sources. */
export const stackQualitySchema = z.object({
  motionMm: z.number().nullable().meta({ description: 'In-plane shift of slices against their neighbours, RMS, mm' }),
  worstMotionMm: z.number().nullable().meta({ description: 'The largest such shift, mm' }),
  noisePercent: z.number().nullable().meta({ description: 'Noise as a share of the median signal, percent' }),
  fieldOfViewMm: z.object({ height: z.number(), width: z.number(), depth: z.number().nullable() }),
});
export type StackQuality = z.infer<typeof stackQualitySchema>;

export const stackRowSchema = z.object({
  orientation: z.string(),
  orientationFrom: z
    .enum(['description', 'axes'])
    .meta({ description: "What the plane's name rests on: the series description, or the mother's nearest axis" }),
  slices: z.number().int(),
  seriesInstanceUid: z.string(),
  quality: stackQualitySchema.nullable().meta({ description: 'Absent of cases that came in before it was measured' }),
});

export const caseRowSchema = z.object({
  id: caseIdSchema,
  number: z.number().int(),
  sourceLabel: z.string(),
  site: z.string().nullable(),
  state: z
    .enum(['received', 'stored', 'ready', 'refused'])
    .meta({ description: "received: being checked; stored: waits for a person's look; ready: accepted by a person" }),
  acceptance: caseAcceptanceSchema.nullable(),
  originalsUntil: instantSchema
    .nullable()
    .meta({ description: 'Until when a refused case keeps its files, encrypted' }),
  studyInstanceUid: z.string().nullable(),
  stacks: z.array(stackRowSchema),
  problems: z.array(caseFindingSchema),
  gestationalAgeWeeks: z.number().nullable(),
  hasReference: z.boolean(),
  inference: z.array(
    z.object({
      model: z.string(),
      version: z.string(),
      state: z.enum(['pending', 'done', 'failed']),
      reason: z.string().nullable(),
      outOfDistribution: z
        .boolean()
        .nullable()
        .meta({ description: 'Images unlike those that the model was calibrated on; null: not known' }),
    }),
  ),
  receivedAt: instantSchema,
});
export type CaseRow = z.infer<typeof caseRowSchema>;

/** One case as a person looks at it. */
export const caseDetailSchema = caseRowSchema.extend({
  stacks: z.array(
    stackRowSchema.extend({
      rows: z.number().int(),
      columns: z.number().int(),
      pixelSpacingMm: z.tuple([z.number(), z.number()]).nullable(),
      spacingMm: z.number().nullable(),
      sopInstanceUids: z.array(z.string()).meta({ description: 'In the order of their place' }),
    }),
  ),
  previous: caseIdSchema.nullable(),
  next: caseIdSchema.nullable(),
  nextToLookAt: caseIdSchema
    .nullable()
    .meta({ description: 'The next that waits for a look, from the start after the end' }),
  toLookAt: z.number().int().meta({ description: 'How many cases of the study wait for a look' }),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

const caseReason = z.string().trim().min(3).max(500);
export const acceptCasesSchema = z
  .object({
    cases: z.array(caseIdSchema).min(1).max(10_000),
    seen: z.boolean().meta({ description: 'The person looked at the contact sheet of each' }),
    reason: caseReason.optional().meta({ description: 'Required where nobody looked' }),
  })
  .strict()
  .refine(({ seen, reason }) => seen || reason !== undefined, {
    path: ['reason'],
    message: 'say why these cases are accepted without a look at their contact sheets',
  });
export type AcceptCases = z.infer<typeof acceptCasesSchema>;
export const openOriginalSchema = z.object({ file: z.number().int().min(0), reason: caseReason }).strict();
export const refuseCaseSchema = z.object({ reason: caseReason }).strict();

/** One attribute that de-identification touched, by path (`GGGGEEEE`, in sequences `GGGGEEEE[].GGGGEEEE`); never a value. */
export const touchedAttributeSchema = z.object({
  attribute: z.string(),
  action: z.string(),
  rule: z.string().meta({ description: 'Entry of PS3.15, Table E.1-1, or a stricter rule' }),
  times: z.number().int(),
});
export type TouchedAttribute = z.infer<typeof touchedAttributeSchema>;

export const caseDeidentificationSchema = z.object({
  stacks: z.array(z.object({ series: z.string(), touched: z.array(touchedAttributeSchema) })),
});
export type CaseDeidentification = z.infer<typeof caseDeidentificationSchema>;

/** Whose examination a case is, as its files said when they came in. */
export const caseIdentitySchema = z.object({
  patientId: z.string().nullable(),
  issuer: z.string().nullable(),
  patientName: z.string().nullable(),
  birthDate: z.string().nullable(),
  accessionNumber: z.string().nullable(),
  studyDate: z.string().nullable(),
  institution: z.string().nullable(),
  studyInstanceUid: z.string().nullable(),
});
export type CaseIdentity = z.infer<typeof caseIdentitySchema>;

export const reidentifyRequestSchema = z.object({ reason: z.string().trim().min(3).max(500) }).strict();

/** What a case is for. Only reads of study cases enter the analysis. */
export const casePurposeSchema = z.enum(['study', 'training', 'qualification']);
export type CasePurpose = z.infer<typeof casePurposeSchema>;

export const referenceStandardRowSchema = z
  .object({
    case: z.string().min(1).max(120).meta({ description: 'Label of the case as given at upload' }),
    positive: z.boolean(),
    grade: z.number().int().min(0).max(4).nullable().default(null),
    site: z.string().max(120).nullable().default(null),
    gestationalAgeWeeks: z.number().min(10).max(45).nullable().default(null),
    attributes: z
      .record(z.string().max(40), z.union([z.string().max(120), z.number()]))
      .optional()
      .meta({ description: "Attributes of the case that the protocol names, e.g. { scanner: '3 T' }" }),
    purpose: casePurposeSchema.optional().meta({ description: 'Absent: a study case' }),
    lesions: z.array(lesionPlacesSchema).max(200).optional().meta({
      description: 'Where the lesions are; absent: as they were outlined before, if the case stays positive',
    }),
  })
  .strict();
export type ReferenceStandardRow = z.infer<typeof referenceStandardRowSchema>;

/** Results of an AI that ran elsewhere, as they came in: a model version like any other, named by the hash of its files. */
export const importedAiResultsSchema = z.object({
  model: z.string(),
  version: z.string(),
  sha256: sha256Schema.meta({ description: 'Of the set of files' }),
  cases: z.number().int(),
  scores: z.number().int(),
  segmentations: z.number().int(),
  unavailable: z.array(z.object({ case: z.string(), reason: z.string() })),
});
export type ImportedAiResults = z.infer<typeof importedAiResultsSchema>;

/** What is declared of a model version whose results come in; fields of the form, before its files. */
export const declaredModelSchema = z
  .object({
    model: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'small letters, digits and hyphens'),
    version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/, 'letters, digits, dots, plus and hyphens'),
    description: z.string().trim().min(1).max(500).meta({ description: 'Who made it, and where it ran' }),
    finding: z.string().trim().min(1).max(64).meta({ description: 'What its outlines are labelled' }),
    threshold: z.coerce.number().optional().meta({ description: 'A score at or above it is a positive call' }),
  })
  .strict();
export type DeclaredModel = z.infer<typeof declaredModelSchema>;
