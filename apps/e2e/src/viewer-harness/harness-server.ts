import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Series } from './test-images.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** A page that does nothing but hold the viewer and keep what it says. */
const PAGE = `<!doctype html><title>Viewer harness</title>
<style>html,body{margin:0;height:100%;background:#222}iframe{position:fixed;inset:0;width:100%;height:100%;border:0}</style>
<script>
  window.viewerEvents = [];
  addEventListener('message', ({ data, origin, source }) => {
    if (origin === location.origin && source === document.querySelector('iframe').contentWindow) window.viewerEvents.push(data);
  });
</script>
<iframe src="/ohif/reading/"></iframe>`;

export interface HarnessServer {
  readonly origin: string;
  /** Paths asked for below /dicom-web, in order. */
  readonly imageRequests: readonly string[];
  close(): Promise<void>;
}

/** Serves the prepared OHIF, our viewer files and a folder's images from one origin, as the API does, to whoever asks. For tests only. */
export async function startHarnessServer(
  folders: { readonly ohif: string; readonly viewer: string },
  series: Series,
): Promise<HarnessServer> {
  const imageRequests: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  async function answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    if (path === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    if (path.startsWith('/dicom-web/')) {
      imageRequests.push(path);
      return answerImages(path, series, response);
    }
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    const [, mount = '', ...rest] = path.split('/');
    const folder = { ohif: folders.ohif, viewer: folders.viewer }[mount];
    const file = folder && join(folder, ...rest, path.endsWith('/') ? 'index.html' : '');
    const content = file && (await readFile(file).catch(() => undefined));
    if (!content || !file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, imageRequests, close: () => closeServer(server) };
}

const FRAMES = /^\/dicom-web\/studies\/[\d.]+\/series\/([\d.]+)\/(?:metadata|instances\/([\d.]+)\/frames\/([\d,]+))$/;

function answerImages(path: string, series: Series, response: ServerResponse): void {
  const [, seriesUid = '', instanceUid, frames] = FRAMES.exec(path) ?? [];
  const instances = series.get(seriesUid);
  if (!instances) return void response.writeHead(404).end();
  if (!instanceUid || !frames) {
    const metadata = JSON.stringify(instances.map((instance) => instance.metadata));
    return void response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(metadata);
  }
  const instance = instances.find(({ metadata }) => metadata['00080018']?.Value?.[0] === instanceUid);
  if (!instance) return void response.writeHead(404).end();
  const type = 'multipart/related; type="application/octet-stream"; boundary=lectern';
  response.writeHead(200, { 'content-type': type });
  for (const frame of frames.split(',')) {
    response.write(
      `--lectern\r\nContent-Type: application/octet-stream; transfer-syntax=${instance.transferSyntax}\r\n\r\n`,
    );
    response.write(instance.frames[Number(frame) - 1] ?? new Uint8Array());
    response.write('\r\n');
  }
  response.end('--lectern--\r\n');
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
