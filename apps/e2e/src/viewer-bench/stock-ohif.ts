import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Server, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** OHIF's own configuration for a DICOMweb server: names and addresses, nothing that makes it slower. */
const CONFIGURATION = `window.config = {
  routerBasename: '/', extensions: [], modes: [], showStudyList: true, customizationService: {},
  investigationalUseDialog: { option: 'never' }, showLoadingIndicator: true, showWarningMessageForCrossOrigin: false,
  maxNumberOfWebWorkers: 2, defaultDataSourceName: 'dicomweb',
  dataSources: [{ namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'dicomweb', configuration: {
    friendlyName: 'Orthanc', name: 'orthanc', wadoUriRoot: '/dicom-web', qidoRoot: '/dicom-web', wadoRoot: '/dicom-web',
    qidoSupportsIncludeField: false, imageRendering: 'wadors', thumbnailRendering: 'wadors', enableStudyLazyLoad: true,
    supportsFuzzyMatching: false, supportsWildcard: true, singlepart: 'bulkdata,video' } }],
};`;

/** Prebuilt OHIF of the version that we use, as its package holds it, unpacked once. @returns the folder to serve */
export function stockOhif(): string {
  const recipe = JSON.parse(readFileSync(join(root, 'apps', 'viewer', 'ohif.json'), 'utf8')) as Record<string, string>;
  const target = join(root, '.lectern', 'cache', 'ohif-stock', recipe.version ?? '');
  if (existsSync(join(target, 'index.html'))) return target;
  mkdirSync(join(target, '..'), { recursive: true });
  const work = mkdtempSync(join(target, '..', '.work-'));
  execFileSync('npm', ['pack', `${recipe.package}@${recipe.version}`, '--silent', '--pack-destination', work], {
    cwd: work,
  });
  const [archive = ''] = readdirSync(work).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(work, archive), '-C', work, '--exclude=*.map', 'package/dist']);
  renameSync(join(work, 'package', 'dist'), target);
  rmSync(work, { recursive: true });
  return target;
}

/** Serves OHIF and, from the same origin, Orthanc's DICOMweb. */
export async function serveStock(
  folder: string,
  orthancUrl: string,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/dicom-web/')) {
      const onward = request(`${orthancUrl}${pathname}${search}`, { headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.writeHead(502).end());
      incoming.pipe(onward);
      return;
    }
    void serveFile(folder, pathname, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

async function serveFile(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  if (pathname === '/app-config.js')
    return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(CONFIGURATION);
  const path = extname(pathname) ? normalize(pathname) : '/index.html';
  const content = await readFile(join(folder, path)).catch(() => null);
  if (!content) return void response.writeHead(404).end();
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=3600' }).end(content);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
