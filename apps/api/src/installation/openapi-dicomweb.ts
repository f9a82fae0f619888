import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { dicomUidSchema } from '@lectern/contracts';
import { problem } from './openapi-problems.js';

const uid = (name: string) => dicomUidSchema.meta({ description: name });
const study = { study: uid('Study Instance UID') };
const series = { ...study, series: uid('Series Instance UID') };
const instance = { ...series, instance: uid('SOP Instance UID') };

/** The gateway through which a viewer reads images (DICOM PS3.18); what the caller may not have now does not exist. */
export function dicomwebPaths(): ZodOpenApiPathsObject {
  const base = '/dicom-web/studies';
  return {
    [base]: {
      get: operation('searchStudies', 'The study with this UID, where the caller may have it (QIDO-RS)', json, {
        query: z.object({ StudyInstanceUID: dicomUidSchema.optional() }),
      }),
      post: {
        ...operation('storeInstances', 'Send instances of a case into the intake (STOW-RS)', json, {
          query: z.object({ label: z.string().optional() }),
        }),
        description: 'Permission: `intake:send`.',
        requestBody: { required: true, content: parts },
      },
    },
    [`${base}/{study}/series`]: {
      get: operation('searchSeries', 'The series of a study that the caller may have (QIDO-RS)', json, {
        path: z.object(study),
      }),
    },
    [`${base}/{study}/series/{series}/metadata`]: {
      get: operation('retrieveSeriesMetadata', 'Metadata of a series (WADO-RS)', json, { path: z.object(series) }),
    },
    [`${base}/{study}/series/{series}/thumbnail`]: {
      get: operation('retrieveSeriesThumbnail', 'A small picture of a series (WADO-RS)', png, {
        path: z.object(series),
      }),
    },
    [`${base}/{study}/series/{series}/instances/{instance}/rendered`]: {
      get: operation('retrieveRendered', 'An instance as a picture (WADO-RS)', png, { path: z.object(instance) }),
    },
    [`${base}/{study}/series/{series}/instances/{instance}/thumbnail`]: {
      get: operation('retrieveThumbnail', 'A small picture of an instance (WADO-RS)', png, {
        path: z.object(instance),
      }),
    },
    [`${base}/{study}/series/{series}/instances/{instance}`]: {
      get: operation('retrieveInstance', 'An instance: segmentations alone (WADO-RS)', parts, {
        path: z.object(instance),
      }),
    },
    [`${base}/{study}/series/{series}/instances/{instance}/frames/{frames}`]: {
      get: operation('retrieveFrames', 'Frames of an instance, a part each, uncompressed (WADO-RS)', parts, {
        path: z.object({ ...instance, frames: z.string().meta({ description: 'Numbers from 1, by commas' }) }),
      }),
    },
  };
}

const json = { 'application/dicom+json': { schema: { type: 'array', items: { type: 'object' } } } };
const png = { 'image/png': { schema: { type: 'string' as const, format: 'binary' } } };
const parts = { 'multipart/related': { schema: { type: 'string' as const, format: 'binary' } } };

function operation(
  operationId: string,
  summary: string,
  content: object,
  requestParams: ZodOpenApiOperationObject['requestParams'],
): ZodOpenApiOperationObject {
  return {
    operationId,
    summary,
    description: 'Permission: `signed-in`; judged at every request by whose read is open.',
    tags: ['DICOMweb'],
    security: [{ session: [] }, { token: [] }],
    requestParams,
    responses: Object.fromEntries([
      ['200', { description: 'Success', content }],
      problem(401, 'Nobody is signed in, or the session has ended'),
      problem(404, 'There is no such thing for the caller now'),
      problem('default', 'Any other problem'),
    ]) as ZodOpenApiOperationObject['responses'],
  };
}
