import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Operation, operations, problemSchema } from '@lectern/contracts';

/** The API as an OpenAPI 3.1 document, made from the contract's operations; nothing in it is written twice. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations as readonly Operation[]) {
    const path = operation.path.replace(/:([a-z]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Lectern', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'lectern_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    paths,
  });
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const names = [...operation.path.matchAll(/:([a-z]+)/gi)].map((match) => match[1] as string);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: `Permission: \`${operation.permission}\``,
    tags: [operation.tag],
    security: operation.permission === 'public' ? [] : [{ session: [] }, { token: [] }],
    requestParams: {
      ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
      ...(operation.query && { query: operation.query }),
    },
    requestBody: requestBody(operation),
    responses: {
      [`${operation.status ?? 200}`]: {
        description: 'Success',
        content: operation.response ? { 'application/json': { schema: operation.response } } : undefined,
      },
      default: {
        description: 'Problem (RFC 9457)',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  } as ZodOpenApiOperationObject;
}

function requestBody({ body }: Operation): ZodOpenApiOperationObject['requestBody'] {
  if (body === null) return undefined;
  if (body !== 'multipart') return { required: true, content: { 'application/json': { schema: body } } };
  const form = {
    type: 'object' as const,
    properties: {
      label: { type: 'string' as const },
      files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } },
    },
  };
  return { required: true, content: { 'multipart/form-data': { schema: form } } };
}
