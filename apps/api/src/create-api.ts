import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Conduct } from '@lectern/conduct';
import { ApiModule } from './api.module.js';
import { omitUnchanged } from './http/entity-tags.js';
import { protectiveHeaders } from './http/protective-headers.js';
import { requireSameOrigin } from './http/same-origin.hook.js';
import { admitTemporalUi } from './temporal/temporal-ui.hook.js';
import { type PageFolders, servePages } from './static/serve-pages.js';

export interface ApiOptions {
  readonly conduct: Conduct;
  readonly version: string;
  /** Port of the DICOM node; absent: none runs. */
  readonly dicomPort?: number | undefined;
  /** Origin of Temporal's web UI; absent: it may ask nothing. */
  readonly temporalUiOrigin?: string | undefined;
  /** Folders of the built pages; without them the server answers the API alone. */
  readonly pages?: PageFolders;
}

/** The largest JSON body: a protocol, a reference standard or a batch of events (bytes). */
const LARGEST_BODY = 16 * 1024 * 1024;

/** Of an address: the numbers of some 1500 frames of one instance. Fastify's own 100 end at 36 frames, and so at segmentations of deeper stacks. */
const LONGEST_PARAMETER = 8_000;

/** Fastify has one answer to an unknown address. Where the pages give it, Nest must not set its own. */
class PageServingAdapter extends FastifyAdapter {
  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return this.getInstance();
  }
}

/** The HTTP server, ready to listen: API, DICOMweb gateway and pages on one origin. */
export async function createApi({
  conduct,
  version,
  pages,
  temporalUiOrigin,
  dicomPort,
}: ApiOptions): Promise<NestFastifyApplication> {
  const Adapter = pages ? PageServingAdapter : FastifyAdapter;
  const adapter = new Adapter({
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    trustProxy: 'loopback',
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(conduct, version, dicomPort), adapter, {
    logger: ['error', 'warn'],
  });
  const server = app.getHttpAdapter().getInstance();
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart);
  for (const type of ['multipart/related', 'application/offset+octet-stream'])
    server.addContentTypeParser(type, (_request, payload, done) => done(null, payload)); // read as it comes, part by part
  server.addHook('onRequest', async (request, reply) => {
    if (await admitTemporalUi(request, reply, temporalUiOrigin)) return;
    await requireSameOrigin(request, reply);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    reply.headers(protectiveHeaders);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return omitUnchanged(request, reply, payload);
  });
  if (pages) await servePages(server, pages);
  await app.init();
  await server.ready();
  return app;
}
