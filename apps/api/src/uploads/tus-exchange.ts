import { Readable } from 'node:stream';
import { type DataStore, MemoryLocker, Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConductError, Invalid } from '@lectern/conduct';
import { caseLabelSchema, sha256Schema } from '@lectern/contracts';
import { parsed } from '../http/input.decorator.js';

/** The largest upload: one examination, with room for thousands of large images (bytes). */
const largestUpload = 64 * 1024 ** 3;

/** A second request for one upload ends the first, of a connection that was lost without a word; between replicas the record decides. */
const locker = new MemoryLocker();

/** Answers a request of the tus protocol, version 1.0 (core and creation), at this address. Failures leave as problem documents, like all others. */
export async function exchangeTus(
  store: DataStore,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  let failure: unknown;
  const server = new Server({
    datastore: store,
    path,
    locker,
    maxSize: largestUpload,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: (_request, metadata) => {
      parsed(caseLabelSchema, metadata?.label);
      return parsed(sha256Schema, metadata?.id);
    },
    onResponseError: (_request, error) => {
      if (error instanceof ConductError) failure = error;
      return undefined;
    },
  });
  const response = await server.handleWeb(asWebRequest(request));
  if (failure instanceof ConductError) throw failure;
  await answer(reply, response);
}

function asWebRequest({ method, url, headers, body }: FastifyRequest): Request {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, `${value}`);
  const address = new URL(url, 'http://tus.invalid');
  if (method !== 'PATCH') return new Request(address, { method, headers: given });
  if (!(body instanceof Readable))
    throw new Invalid('not-a-part', 'A part of an upload must be application/offset+octet-stream.', 'See tus.io.');
  const content = Readable.toWeb(body) as ReadableStream<Uint8Array>;
  return new Request(address, { method, headers: given, body: content, duplex: 'half' } as RequestInit);
}

async function answer(reply: FastifyReply, response: Response): Promise<void> {
  for (const [name, value] of response.headers) {
    if (name === 'content-length' || name.startsWith('access-control-')) continue;
    reply.header(name, value);
  }
  const text = await response.text();
  if (response.status < 400) return void (await reply.status(response.status).send(text));
  const problem = { type: 'tus', title: text.trim(), status: response.status };
  await reply.status(response.status).header('content-type', 'application/problem+json').send(problem);
}
