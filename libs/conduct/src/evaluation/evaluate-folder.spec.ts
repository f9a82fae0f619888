/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelEvaluationSchema } from '@lectern/contracts';
import { makeCase, planCohort, type Stack } from '@lectern/phantom';
import { evaluateFolder } from './evaluate-folder.js';
import { readExamination, readTruths } from './examination-folder.js';
import { writePhantoms } from './write-phantoms.js';

const request = { hospitals: ['A'], cases: 2, positiveFraction: 0.5, seed: 5 } as const;
const model = join(import.meta.dirname, '../../../inference/fixtures/tiny-model');
let parent: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lectern-phantoms-'));
  folder = join(parent, 'cohort');
  await writePhantoms(request, folder);
}, 600_000);
afterAll(() => rm(parent, { recursive: true }));

test('a cohort lies in its folder as DICOM, and what is read back is what was painted', async () => {
  expect((await readTruths(folder)).map(({ positive }) => positive).sort()).toEqual([false, true]);
  expect((await readdir(folder)).sort()).toEqual(['case-001', 'case-002', 'reference', 'reference.csv']);
  for (const [index, truth] of (await readTruths(folder)).entries()) {
    if (!truth.positive) continue;
    const painted = makeCase(planCohort(request)[index]!);
    const { stacks } = await readExamination(folder, truth);
    expect(truth).toMatchObject({
      positive: painted.truth.positive,
      grade: painted.truth.grade,
      hospital: 'Hospital A',
    });
    expect(stacks.map(({ plane }) => plane)).toEqual(['axial', 'coronal', 'sagittal']);
    for (const [at, { input, reference }] of stacks.entries()) {
      const slices = input.slices.map(({ position }) => sliceAt(painted.stacks[at]!, position)); // read in the order of place
      const pixels = slices.map((slice) => slice.pixels);
      const masks = slices.map(({ lesionMask }) => lesionMask);
      const shown = masks.some((mask) => mask.includes(1));
      expect(sha256(input.slices.map(({ values }) => Uint16Array.from(values)))).toBe(sha256(pixels));
      expect(reference && sha256(reference)).toBe(shown ? sha256(masks) : undefined);
    }
  }
}, 600_000);

test('an evaluation follows its contract and holds every case and stack', async () => {
  const heard: string[] = [];
  const evaluation = await evaluateFolder({
    model,
    cases: folder,
    onCase: (label, done, of) => heard.push(`${label} ${done}/${of}`),
  });
  expect(modelEvaluationSchema.parse(JSON.parse(JSON.stringify(evaluation)))).toMatchObject({
    model: { id: 'tiny-model' },
  });
  expect(heard).toEqual(['case-001 1/2', 'case-002 2/2']);
  expect(evaluation.counts.cases).toEqual({ positive: 1, negative: 1 });
  expect(evaluation.cases.map(({ stacks }) => stacks.length)).toEqual([3, 3]);
}, 600_000);

test('two cohorts do not mix in a folder', async () => {
  await expect(writePhantoms(request, folder)).rejects.toMatchObject({ code: 'folder-not-empty' });
});

test.each<[string, string, (copy: string) => Promise<void>]>([
  ['no reference.csv', 'no-reference', (copy) => rm(join(copy, 'reference.csv'))],
  ['a grade that is no number', 'bad-reference', (copy) => edit(copy, /,([1-4]),/, ',high,')],
  [
    'a positive case without segmentation',
    'reference-differs',
    (copy) => rm(join(copy, 'reference'), { recursive: true }),
  ],
  ['a file that is no DICOM', 'bad-dicom', (copy) => writeFile(join(copy, 'case-001/axial/1.dcm'), 'no image')],
  ['a case without images', 'no-images', (copy) => rm(join(copy, 'case-001'), { recursive: true })],
])(
  '%s is refused: %s',
  async (_, code, spoil) => {
    const copy = await mkdtemp(join(parent, 'copy-'));
    await cp(folder, copy, { recursive: true });
    await spoil(copy);
    await expect(evaluateFolder({ model, cases: copy })).rejects.toMatchObject({ code });
  },
  600_000,
);

function sliceAt({ slices }: Stack, position: readonly number[]): Stack['slices'][number] {
  return slices.find((slice) => slice.position.every((each, axis) => Math.abs(each - position[axis]!) < 1e-3))!;
}

/** Over many numbers at once: comparing them one by one takes minutes. */
function sha256(parts: readonly (Uint8Array | Uint16Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

async function edit(copy: string, find: RegExp, replace: string): Promise<void> {
  const path = join(copy, 'reference.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace(find, replace));
}
