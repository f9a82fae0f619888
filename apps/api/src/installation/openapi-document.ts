import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Operation, operations } from '@lectern/contracts';
import { dicomwebPaths } from './openapi-dicomweb.js';
import { operationObject } from './openapi-operation.js';
import { uploadPaths } from './openapi-uploads.js';

const description =
  'Every route of the server. Errors are problem documents (RFC 9457) whose `remedy` says the way out. Lists are answered a page at a time: give `next` ' +
  'as `after` until it is null. What is edited is changed by If-Match of the ETag that was seen; a POST that makes something takes an Idempotency-Key and is ' +
  'then done once, however often it is sent. Signed in is who sends the session cookie from a page of this server, or a token.';

/** The API as an OpenAPI 3.1 document, made from the contract's operations; only what DICOM and the tus protocol fix is written beside them. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations as readonly Operation[]) {
    const path = operation.path.replace(/:([a-z]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation) };
  }
  for (const [path, methods] of Object.entries(uploadPaths())) paths[path] = { ...paths[path], ...methods };
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Lectern', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'The installation that serves this document' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'lectern_session' },
        token: { type: 'http', scheme: 'bearer', description: 'Made under one’s account; 90 days, revocable' },
      },
    },
    tags: tagsOf(operations),
    paths: { ...paths, ...dicomwebPaths() },
  });
}

function tagsOf(all: readonly Operation[]): { name: string }[] {
  return [...new Set([...all.map(({ tag }) => tag), 'DICOMweb'])].sort().map((name) => ({ name }));
}
