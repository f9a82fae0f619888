import { z } from 'zod';
import { caseIdSchema, dicomUidSchema, instantSchema, sha256Schema } from './ids.js';

/** A token by which a program sends images into a study; the token itself is shown once, when it is made. */
export const intakeTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
  /** When it last began a case. */
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type IntakeTokenView = z.infer<typeof intakeTokenSchema>;

/** It becomes part of the labels of what is sent by it. */
export const senderNameSchema = z.string().trim().min(1).max(40);

/** What a case is called in a study, by those who manage its cases. */
export const caseLabelSchema = z.string().trim().min(1).max(120);

/** The largest file of an upload (bytes). */
export const LARGEST_FILE = 256 * 1024 * 1024;

/** Of what an upload in parts consists: its content is the files, one behind the other. Its id is the SHA-256 of this in canonical JSON. */
export const uploadManifestSchema = z
  .object({
    label: caseLabelSchema,
    files: z
      .array(z.object({ bytes: z.number().int().min(0).max(LARGEST_FILE), sha256: sha256Schema }).strict())
      .min(1)
      .max(100_000),
  })
  .strict();
export type UploadManifest = z.infer<typeof uploadManifestSchema>;

/** An upload in parts that did not become a case yet. */
export const caseUploadSchema = z.object({
  id: sha256Schema,
  label: caseLabelSchema,
  bytes: z.number().int(),
  received: z.number().int().meta({ description: 'How much of it is there (bytes)' }),
  movedAt: instantSchema,
  expiresAt: instantSchema.meta({ description: 'When what is there is deleted, unless more comes' }),
});
export type CaseUploadView = z.infer<typeof caseUploadSchema>;

/** A case that came, or is coming, image by image: from a sending program, a DICOM node or another server. */
export const arrivingCaseSchema = z.object({
  case: caseIdSchema,
  label: caseLabelSchema,
  state: z.enum(['receiving', 'received', 'stored', 'ready', 'refused']),
  files: z.number().int(),
  lastFileAt: instantSchema.nullable(),
  leftOut: z
    .array(
      z.object({ tag: z.string().nullable(), rule: z.string(), remedy: z.string(), times: z.number().int().min(1) }),
    )
    .meta({ description: 'Objects of the examination that were refused one by one' }),
});
export type ArrivingCase = z.infer<typeof arrivingCaseSchema>;

/** PS3.5, 6.2: 16 characters at most, no backslash and no control character; blanks at the ends say nothing. */
export const aeTitleSchema = z
  .string()
  .trim()
  .min(1)
  .max(16)
  .regex(/^[\x20-\x5b\x5d-\x7e]+$/, 'an AE title has letters, digits and signs, no backslash')
  .meta({ description: 'DICOM application entity title' });

/** Who may call a DICOM node. A title is a name and no secret: where the network is shared, say the address too. */
export const nodeCallerSchema = z
  .object({
    aeTitle: aeTitleSchema,
    address: z
      .union([z.ipv4(), z.ipv6()])
      .optional()
      .meta({ description: 'The only address from which the caller may call' }),
  })
  .strict();
export type NodeCaller = z.infer<typeof nodeCallerSchema>;

/** A DICOM application entity title under which images are stored into a study. */
export const intakeNodeSchema = z.object({
  id: z.string(),
  aeTitle: aeTitleSchema,
  callers: z.array(nodeCallerSchema),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
});
export type IntakeNodeView = z.infer<typeof intakeNodeSchema>;

/** How another server knows us. */
export const serverCredentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('basic'), user: z.string().min(1).max(200), password: z.string().max(1000) }).strict(),
  z.object({ kind: z.literal('bearer'), token: z.string().min(1).max(8000) }).strict(),
]);
export type ServerCredentials = z.infer<typeof serverCredentialsSchema>;

/** A DICOMweb server from which studies may pull. Its credentials are never shown again. */
export const newDicomwebServerSchema = z
  .object({
    name: senderNameSchema,
    url: z
      .url({ protocol: /^https?$/ })
      .refine((url) => !/[?#@]/.test(url), 'an address without name, password, query or fragment')
      .meta({ description: 'Root of its DICOMweb service, as https://archive.hospital.example/dicom-web' }),
    credentials: serverCredentialsSchema.optional(),
  })
  .strict();
export type NewDicomwebServer = z.infer<typeof newDicomwebServerSchema>;

export const dicomwebServerSchema = z.object({ id: z.string(), name: senderNameSchema, url: z.string() });
export type DicomwebServerView = z.infer<typeof dicomwebServerSchema>;

const matchingKey = z.string().trim().min(1).max(64);

/** What is looked for on a server (QIDO-RS); at least one key, so that nobody asks for a whole hospital. */
export const serverQuerySchema = z
  .object({
    patientId: matchingKey.optional(),
    accessionNumber: matchingKey.optional(),
    studyInstanceUid: dicomUidSchema.optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    modality: z
      .string()
      .regex(/^[A-Z]{2,4}$/)
      .optional(),
  })
  .strict()
  .refine((query) => Object.values(query).some((value) => value !== undefined), 'name at least one of the keys');
export type ServerQuery = z.infer<typeof serverQuerySchema>;

/** An examination on a server, as the server describes it to whoever chooses; nothing of it is kept. */
export const pullCandidateSchema = z.object({
  studyInstanceUid: dicomUidSchema,
  patientId: z.string().nullable(),
  patientName: z.string().nullable(),
  accessionNumber: z.string().nullable(),
  studyDate: z.iso.date().nullable(),
  description: z.string().nullable(),
  modalities: z.array(z.string()),
  series: z.number(),
  instances: z.number(),
  there: z.boolean().meta({ description: 'This study has it already' }),
});
export type PullCandidate = z.infer<typeof pullCandidateSchema>;

export const pulledStudySchema = z.object({ studyInstanceUid: dicomUidSchema, label: caseLabelSchema }).strict();
export type PulledStudy = z.infer<typeof pulledStudySchema>;
