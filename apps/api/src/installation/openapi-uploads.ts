import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { sha256Schema, studyIdSchema } from '@lectern/contracts';
import { problem } from './openapi-problems.js';

const study = z.object({ study: studyIdSchema });
const upload = study.extend({ upload: sha256Schema });
const whole = z.number().int().min(0);
const version = { 'Tus-Resumable': z.literal('1.0.0') };

/** Paths and headers that the tus protocol fixes (tus.io, version 1.0): how the parts of an upload come. */
export function uploadPaths(): ZodOpenApiPathsObject {
  return {
    '/api/studies/{study}/uploads': {
      post: operation('beginUpload', 'Begin an upload in parts, or find the one that was begun before (tus)', '201', {
        path: study,
        header: z.object({
          ...version,
          'Upload-Length': whole,
          'Upload-Metadata': z.string().meta({ description: '`id` (SHA-256 of the manifest) and `label`, in Base64' }),
        }),
      }),
    },
    '/api/studies/{study}/uploads/{upload}': {
      head: operation('getUpload', 'How much of an upload is there: Upload-Offset (tus)', '200', {
        path: upload,
        header: z.object(version),
      }),
      patch: {
        ...operation('appendToUpload', 'Send the next part, from Upload-Offset on (tus)', '204', {
          path: upload,
          header: z.object({ ...version, 'Upload-Offset': whole }),
        }),
        requestBody: {
          required: true,
          content: { 'application/offset+octet-stream': { schema: { type: 'string' as const, format: 'binary' } } },
        },
      },
    },
  };
}

function operation(
  operationId: string,
  summary: string,
  status: '200' | '201' | '204',
  requestParams: ZodOpenApiOperationObject['requestParams'],
): ZodOpenApiOperationObject {
  return {
    operationId,
    summary,
    description: 'Permission: `study:manage-cases`.',
    tags: ['Cases'],
    security: [{ session: [] }, { token: [] }],
    requestParams,
    responses: Object.fromEntries([
      [status, { description: 'Success' }],
      problem(401, 'Nobody is signed in, or the session has ended'),
      problem(404, 'There is no such upload'),
      problem(409, 'It does not go on at this byte, or the study is frozen'),
      problem('default', 'Any other problem'),
    ]) as ZodOpenApiOperationObject['responses'],
  };
}
