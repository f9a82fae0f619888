import { z } from 'zod';
import { reasonSchema } from '../conduct-of-reads.schema.js';
import { caseIdSchema } from '../ids.js';
import {
  dicomwebServerSchema,
  newDicomwebServerSchema,
  pullCandidateSchema,
  pulledStudySchema,
  serverQuerySchema,
} from '../intake.schema.js';
import { defineOperation } from './operation.js';

/** Examinations from other DICOMweb servers */
export const addDicomwebServer = defineOperation({
  id: 'addDicomwebServer',
  method: 'post',
  path: '/api/dicomweb-servers',
  permission: 'installation:manage-servers',
  tag: 'Cases',
  summary: 'Allow a DICOMweb server to be pulled from; its credentials are sealed',
  status: 201,
  body: newDicomwebServerSchema,
  response: z.object({ id: z.string() }),
});
export const removeDicomwebServer = defineOperation({
  id: 'removeDicomwebServer',
  method: 'post',
  path: '/api/dicomweb-servers/:server/removal',
  permission: 'installation:manage-servers',
  tag: 'Cases',
  summary: 'Remove a server and its credentials, with the reason',
  status: 204,
  body: reasonSchema,
  response: null,
});
export const listDicomwebServers = defineOperation({
  id: 'listDicomwebServers',
  method: 'get',
  path: '/api/studies/:study/intake/servers',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'DICOMweb servers from which cases may be pulled',
  body: null,
  response: z.array(dicomwebServerSchema),
});
export const searchDicomwebServer = defineOperation({
  id: 'searchDicomwebServer',
  method: 'post',
  path: '/api/studies/:study/intake/servers/:server/search',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'What a server has that matches (QIDO-RS); read from the server, nothing of it is kept',
  body: serverQuerySchema,
  response: z.object({
    matches: z.array(pullCandidateSchema),
    more: z.boolean().meta({ description: 'More match than are named' }),
  }),
});
export const pullStudies = defineOperation({
  id: 'pullStudies',
  method: 'post',
  path: '/api/studies/:study/intake/servers/:server/pulls',
  permission: 'study:manage-cases',
  tag: 'Cases',
  summary: 'Have examinations fetched, each a case of its own; it goes on in the background',
  status: 202,
  body: z.object({ studies: z.array(pulledStudySchema).min(1).max(2000) }).strict(),
  response: z.object({ cases: z.array(caseIdSchema) }),
});

export const pullOperations = [
  addDicomwebServer,
  removeDicomwebServer,
  listDicomwebServers,
  searchDicomwebServer,
  pullStudies,
] as const;
