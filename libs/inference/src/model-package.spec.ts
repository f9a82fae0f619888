/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModelPackage } from './model-package.js';

const fixture = join(import.meta.dirname, '../fixtures/tiny-model');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-model-'));
  await cp(fixture, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

type Manifest = Record<string, Record<string, unknown>>;

async function change(edit: (manifest: Manifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as Manifest;
  edit(manifest);
  await writeFile(join(folder, 'model.json'), JSON.stringify(manifest));
}

test('a package is loaded with the hash of its network', async () => {
  const model = await loadModelPackage(folder);
  expect(model.sha256).toBe(
    createHash('sha256')
      .update(await readFile(join(folder, 'model.onnx')))
      .digest('hex'),
  );
  expect(model.manifest).toMatchObject({ id: 'tiny-model', version: '1.0.0', caseScore: { connectivity: 6 } });
  await model.release();
});

test.each<[string, string, () => Promise<unknown>]>([
  ['no manifest', 'manifest-missing', () => rm(join(folder, 'model.json'))],
  ['a manifest that is not JSON', 'manifest-invalid', () => writeFile(join(folder, 'model.json'), '{')],
  ['an unknown method', 'manifest-invalid', () => change((manifest) => { (manifest['caseScore'] ?? {})['method'] = 'other'; })],
  ['a network outside of the folder', 'manifest-invalid', () => change((manifest) => { (manifest['file'] ?? {})['name'] = '../model.onnx'; })],
  ['no network', 'model-missing', () => rm(join(folder, 'model.onnx'))],
  ['another network', 'hash-mismatch', () => writeFile(join(folder, 'model.onnx'), 'other')],
  ['another name of the input', 'interface-mismatch', () => change((manifest) => { (manifest['input'] ?? {})['name'] = 'x'; })],
  ['another name of the output', 'interface-mismatch', () => change((manifest) => { (manifest['output'] ?? {})['name'] = 'x'; })],
])('%s: %s', async (_, code, spoil) => {
  await spoil();
  await expect(loadModelPackage(folder)).rejects.toMatchObject({ name: 'ModelPackageError', code });
}); // prettier-ignore

test('bytes that are no network, though their hash is right', async () => {
  const bytes = Buffer.from('not a model');
  await writeFile(join(folder, 'model.onnx'), bytes);
  await change((manifest) => { (manifest['file'] ?? {})['sha256'] = createHash('sha256').update(bytes).digest('hex'); }); // prettier-ignore
  await expect(loadModelPackage(folder)).rejects.toMatchObject({ code: 'not-a-model' });
});

test('an execution provider that this build lacks, and a number of threads that is none, are refused by name', async () => {
  await expect(loadModelPackage(folder, { executionProviders: ['no-such-provider', 'cpu'] })).rejects.toMatchObject({
    code: 'provider-unavailable',
    message: expect.stringContaining('no-such-provider') as string,
  });
  await expect(loadModelPackage(folder, { threads: 0 })).rejects.toThrow(RangeError);
  await (await loadModelPackage(folder, { executionProviders: ['cpu'], threads: 2 })).release();
});

test('two versions are loaded side by side, each with its own constants', async () => {
  const other = await mkdtemp(join(tmpdir(), 'lectern-model-'));
  await cp(folder, other, { recursive: true });
  await change((manifest) => { (manifest['caseScore'] ?? {})['operatingThreshold'] = 0.9; }); // prettier-ignore
  const [strict, lenient] = await Promise.all([loadModelPackage(folder), loadModelPackage(other)]);
  expect([strict, lenient].map(({ manifest }) => manifest.caseScore.operatingThreshold)).toEqual([0.9, 0.5]);
  await Promise.all([strict.release(), lenient.release(), rm(other, { recursive: true })]);
});
