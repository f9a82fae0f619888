import { z } from 'zod';
import { caseIdSchema } from '../ids.js';
import { importedObjectsSchema } from '../reference.schema.js';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import {
  acceptCasesSchema,
  caseDeidentificationSchema,
  caseDetailSchema,
  caseIdentitySchema,
  caseRowSchema,
  importedAiResultsSchema,
  referenceStandardRowSchema,
  openOriginalSchema,
  refuseCaseSchema,
  reidentifyRequestSchema,
} from '../case.schema.js';
import { defineOperation } from './operation.js';

/** Cases */
export const uploadCase = defineOperation({
  id: 'uploadCase',
  method: 'post',
  path: '/api/studies/:study/cases',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary:
    'Upload the DICOM files of one case (multipart: field `label` first, then files); intake goes on in the background',
  status: 202,
  body: 'multipart',
  response: z.object({ id: caseIdSchema, label: z.string(), files: z.number().int() }),
});
export const listCases = defineOperation({
  id: 'listCases',
  method: 'get',
  path: '/api/studies/:study/cases',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Cases with their checks and AI status, by number',
  query: pageRequestSchema,
  body: null,
  response: pageOf(caseRowSchema),
});
export const exportStacks = defineOperation({
  id: 'exportStacks',
  method: 'get',
  path: '/api/studies/:study/stacks.csv',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Checks and quality measures of every stack as CSV',
  produces: ['text/csv'],
  body: null,
  response: null,
});
export const getCase = defineOperation({
  id: 'getCase',
  method: 'get',
  path: '/api/studies/:study/cases/:case',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'One case with the images of its stacks, for its contact sheet',
  body: null,
  response: caseDetailSchema,
});
export const acceptCases = defineOperation({
  id: 'acceptCases',
  method: 'post',
  path: '/api/studies/:study/cases/acceptance',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Accept cases that were looked at, or for a reason without a look; all of them or none',
  body: acceptCasesSchema,
  response: z.object({ accepted: z.number().int() }),
});
export const refuseCase = defineOperation({
  id: 'refuseCase',
  method: 'post',
  path: '/api/studies/:study/cases/:case/refusal',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Refuse a case that was taken in: its images are deleted and its label is free again',
  status: 204,
  body: refuseCaseSchema,
  response: null,
});
export const openOriginal = defineOperation({
  id: 'openOriginal',
  method: 'post',
  path: '/api/studies/:study/cases/:case/original',
  permission: 'installation:reidentify',
  afterLock: true,
  tag: 'Cases',
  summary: 'A file of a refused case as it came, while it is kept encrypted; who asked and why is logged',
  produces: ['application/octet-stream'],
  body: openOriginalSchema,
  response: null,
});
export const getDeidentification = defineOperation({
  id: 'getDeidentification',
  method: 'get',
  path: '/api/studies/:study/cases/:case/deidentification',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Every attribute that de-identification touched in a case',
  body: null,
  response: caseDeidentificationSchema,
});
export const reidentifyCase = defineOperation({
  id: 'reidentifyCase',
  method: 'post',
  path: '/api/studies/:study/cases/:case/identity',
  permission: 'installation:reidentify',
  afterLock: true,
  tag: 'Cases',
  summary: 'Whose examination a case is; who asked and why is logged',
  body: reidentifyRequestSchema,
  response: caseIdentitySchema,
});
export const putReferenceStandard = defineOperation({
  id: 'putReferenceStandard',
  method: 'put',
  path: '/api/studies/:study/reference-standard',
  permission: 'study:manage-truth',
  tag: 'Cases',
  summary: 'Import the reference standard, row by row',
  body: z.object({ rows: z.array(referenceStandardRowSchema).min(1).max(100_000) }).strict(),
  response: z.object({ rows: z.number().int(), positives: z.number().int() }),
});
export const importReferenceObjects = defineOperation({
  id: 'importReferenceObjects',
  method: 'post',
  path: '/api/studies/:study/reference-standard/objects',
  permission: 'study:manage-truth',
  tag: 'Cases',
  summary: 'Outlines of lesions: DICOM segmentations and measurement reports (multipart: files), all of them or none',
  body: 'multipart',
  response: importedObjectsSchema,
});

export const importAiResults = defineOperation({
  id: 'importAiResults',
  method: 'post',
  path: '/api/studies/:study/ai-results',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary:
    'Results of an AI that ran elsewhere, as a model version (multipart: fields model, version, description, finding, threshold; then SEG, SR and CSV files), all or none',
  body: 'multipart',
  response: importedAiResultsSchema,
});

export const casesOperations = [
  uploadCase,
  listCases,
  exportStacks,
  getCase,
  acceptCases,
  refuseCase,
  openOriginal,
  getDeidentification,
  reidentifyCase,
  putReferenceStandard,
  importReferenceObjects,
  importAiResults,
] as const;
