import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Operation, operations } from '@lectern/contracts';
import { allRoutes } from '../../testing/routes.js';
import { openApiDocument } from './openapi-document.js';

interface Shown {
  readonly operationId: string;
  readonly security: object[];
  readonly parameters?: { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, object>; headers?: Record<string, object> }>>;
}

const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0'))) as {
  paths: Record<string, Record<string, Shown>>;
};
/** For whoever changes what they are given. */
const copy = (): Record<string, unknown> => JSON.parse(JSON.stringify(document)) as Record<string, unknown>;

const routes = allRoutes();
const shown = new Map(
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => [`${method.toUpperCase()} ${path}`, each] as const),
  ),
);
const shownOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): Shown =>
  shown.get(`${method.toUpperCase()} ${path.replace(/:([a-z]+)/gi, '{$1}')}`)!;
const headersOf = ({ parameters = [] }: Shown): string[] =>
  parameters.filter((each) => each.in === 'header').map(({ name }) => name);

test('it is a valid OpenAPI 3.1 document, all of whose references are there', async () => {
  const validator = new Validator();
  const result = await validator.validate(copy());
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, validator.version]).toEqual([true, '3.1']);
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('every registered route is in it, and it names no other', () => {
  const registered = routes.map(({ method, path }) => `${method} ${path.replace(/:([a-z]+)/gi, '{$1}')}`);
  expect([...shown.keys()].sort()).toEqual(registered.sort());
});

test('who may call without a session, and which problems come, stand with each operation', () => {
  for (const operation of operations as readonly Operation[]) {
    const { security, responses } = shownOf(operation);
    expect({ id: operation.id, open: security.length === 0 }).toEqual({
      ...{ id: operation.id, open: operation.permission === 'public' },
    });
    for (const [status, { content }] of Object.entries(responses))
      if (status === 'default' || Number(status) >= 400)
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    if (operation.permission !== 'public') expect(Object.keys(responses)).toContain('401');
    const answer = responses[`${operation.status ?? 200}`]!;
    expect({ id: operation.id, media: Object.keys(answer.content ?? {}).length > 0 }).toEqual({
      ...{ id: operation.id, media: ![204, 302].includes(operation.status ?? 200) },
    });
  }
});

test('headers stand where they are taken and given: If-Match, ETag, Idempotency-Key, Last-Event-ID', () => {
  const all = operations as readonly Operation[];
  const having = (header: string) =>
    all.filter((each) => headersOf(shownOf(each)).includes(header)).map(({ id }) => id);
  expect(having('If-Match')).toEqual(all.filter(({ changes }) => changes).map(({ id }) => id));
  expect(having('If-None-Match')).toEqual(all.filter(({ tagged }) => tagged).map(({ id }) => id));
  expect(having('Last-Event-ID')).toEqual(['streamProgress']);
  expect(having('Idempotency-Key')).toEqual(expect.arrayContaining(['createStudy', 'inviteReader', 'requestExport']));
  for (const operation of all.filter(({ tagged }) => tagged))
    expect(Object.keys(shownOf(operation).responses['200']!.headers ?? {})).toContain('etag');
  for (const operation of all.filter(({ changes }) => changes))
    expect(Object.keys(shownOf(operation).responses)).toEqual(expect.arrayContaining(['412', '428']));
});

/** A program of somebody else, who has the document alone. */
const theirs = `
import type { paths } from './lectern.js';
type Study = paths['/api/studies/{study}']['get']['responses']['200']['content']['application/json'];
type Reads = paths['/api/studies/{study}/reads']['get'];
const query: NonNullable<Reads['parameters']['query']> = { limit: 50, after: 'x' };
const create: paths['/api/studies']['post']['requestBody']['content']['application/json'] = { protocol: 'lectern: 1' };
const headers: paths['/api/studies/{study}/freeze']['post']['parameters']['header'] = { 'If-Match': '"x"' };
export const phase = (study: Study): 'draft' | 'reading' | 'locked' | 'analysed' => study.phase;
// @ts-expect-error there is no such phase
export const wrong = (study: Study): boolean => study.phase === 'begun';
// @ts-expect-error a change must say of which state it is made
const without: paths['/api/studies/{study}/freeze']['post']['parameters']['header'] = {};
export { query, create, headers, without };
`;

test('somebody else can make a typed client of it', async () => {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const folder = await mkdtemp(join(tmpdir(), 'lectern-openapi-'));
  try {
    await writeFile(join(folder, 'lectern.ts'), astToString(await openapiTS(copy() as never)));
    await writeFile(join(folder, 'theirs.ts'), theirs);
    const tsc = join(import.meta.dirname, '../../../../node_modules/typescript/bin/tsc');
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--ignoreConfig'];
    const ran = await promisify(execFile)(process.execPath, [tsc, ...options, join(folder, 'theirs.ts')], {
      env: { ...process.env, NODE_OPTIONS: '' },
    }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }));
    expect(ran.stdout).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
}, 240_000);
