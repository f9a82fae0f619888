import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built pages lie. */
export interface PageFolders {
  /** The Angular application, under `/`; a page's address that is no file shows it. */
  readonly web: string;
  /** The prepared OHIF, under `/ohif/`; its start page is `/ohif/reading/`. */
  readonly ohif: string;
  /** Our OHIF extension, mode and configuration, under `/viewer/`. */
  readonly viewer: string;
}

/** Files whose name holds a hash of their content: browsers may keep them for good. */
const HASHED_NAME = /[.-][0-9a-zA-Z_]{8,}\.(js|css|wasm|woff2?)(\.gz)?$/;

/** Serves the pages. A navigation to an address that is no file shows the application; under `/ohif/` and `/viewer/` there is nothing but files. */
export async function servePages(server: FastifyInstance, { web, ohif, viewer }: PageFolders): Promise<void> {
  const webIndex = readFileSync(join(web, 'index.html'));
  const mount = (root: string, prefix: string, first = false) =>
    server.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: first,
      cacheControl: false,
      index: prefix === '/viewer/' ? false : ['index.html'],
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
  await mount(web, '/', true);
  await mount(ohif, '/ohif/');
  await mount(viewer, '/viewer/');

  server.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isNavigation = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (isNavigation && !/^\/(api|dicom-web|ohif|viewer)\//.test(path)) {
      return reply.type('text/html').header('cache-control', 'no-cache').send(webIndex);
    }
    return reply
      .status(404)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: 'There is nothing at this address', status: 404 });
  });
}
