import { z } from 'zod';
import { caseIdSchema } from '../ids.js';
import { caseLabelSchema, caseUploadSchema, uploadManifestSchema } from '../intake.schema.js';
import { defineOperation } from './operation.js';

/** Uploads in parts. The parts themselves come by the tus protocol, version 1.0, at the same address. */
export const listUploads = defineOperation({
  id: 'listUploads',
  method: 'get',
  path: '/api/studies/:study/uploads',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Uploads in parts that did not become a case yet, the one that moved last first',
  body: null,
  response: z.array(caseUploadSchema),
});
export const receiveUpload = defineOperation({
  id: 'receiveUpload',
  method: 'post',
  path: '/api/studies/:study/uploads/:upload/case',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Make a case of an upload whose parts are all there; repeated, it names the same case',
  status: 202,
  repeatable: true,
  body: uploadManifestSchema,
  response: z.object({ id: caseIdSchema, label: caseLabelSchema, files: z.number().int() }),
});
export const discardUpload = defineOperation({
  id: 'discardUpload',
  method: 'delete',
  path: '/api/studies/:study/uploads/:upload',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Delete what is there of an upload in parts',
  status: 204,
  body: null,
  response: null,
});

export const uploadsOperations = [listUploads, receiveUpload, discardUpload] as const;
