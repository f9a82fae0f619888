/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { fileURLToPath } from 'node:url';
import type { CaseId, StudyId } from '@lectern/contracts';
import { decodeFrame, parseInstance } from '@lectern/dicom';
import type { CaseWithStacks } from '@lectern/records';
import type { UploadedFile } from '../conduct.js';
import { asUpload, examination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';
import { createActivities } from './create-activities.js';
import { loadStacks } from './load-stacks.js';

const htj2k = '1.2.840.10008.1.2.4.201';
const samples = '1.2.840.10008.1.2.1';
const any = [{ mediaType: 'application/octet-stream', transferSyntax: '*' }];
const modelsFolder = fileURLToPath(new URL('../../../inference/fixtures', import.meta.url));

let installation: TestInstallation;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

/** The examination as a case of a study of its own, taken in by a worker that stores frames in this form. */
async function takenIn(files: readonly UploadedFile[], frames: 'native' | 'htj2k'): Promise<CaseWithStacks> {
  const protocol = protocolText(2, 1).replace('model: detector, version: 1.0.0', 'model: tiny-model, version: 1.0.0');
  const study: StudyId = (await installation.conduct.studies.create(coordinator, { protocol })).id;
  const id = (await installation.conduct.cases.receive(coordinator, study, 'case', asUpload(files))).id as CaseId;
  const software = { name: 'Lectern', version: 'test' };
  const activities = createActivities({ ...installation, modelsFolder, software, frames });
  await activities.takeInCase(id);
  await activities.inferCase({ case: id, model: 'tiny-model', version: '1.0.0' });
  const known = (await installation.records.read.cases.find(id))!;
  expect(known.state).toBe('stored');
  return known;
}

const metadataOf = async ({ studyInstanceUid, stacks }: CaseWithStacks): Promise<Record<string, unknown>[]> => {
  const { metadata } = installation.conduct.images;
  const served = await metadata.call(installation.conduct.images, coordinator, studyInstanceUid!, stacks[0]!.seriesInstanceUid); // prettier-ignore
  return JSON.parse(Buffer.from(served.bytes).toString()) as Record<string, unknown>[];
};

/** All that is made of pixels, in the order of the images. */
async function pixelsOf(known: CaseWithStacks, accepted: Parameters<typeof installation.conduct.images.frames>[5]) {
  const { images } = installation.conduct;
  const [stack] = known.stacks as [CaseWithStacks['stacks'][number]];
  const of = [coordinator, known.studyInstanceUid!, stack.seriesInstanceUid] as const;
  const frames = [];
  const pictures = [];
  for (const image of stack.sopInstanceUids) {
    frames.push(await images.frames(...of, image, [1], accepted));
    pictures.push(Buffer.from((await images.rendered(...of, image)).bytes));
  }
  pictures.push(Buffer.from((await images.rendered(...of, null, 64)).bytes));
  return { frames, pictures };
}

test('with HTJ2K an examination is smaller in the store, and all that is made of its pixels is the same', async () => {
  const files = examination({ matrix: [64, 48], lesion: true });
  const [plain, small] = [await takenIn(files, 'native'), await takenIn(files, 'htj2k')];
  expect(small.pixelHash).toBe(plain.pixelHash);

  const [ofPlain, ofSmall] = [await pixelsOf(plain, []), await pixelsOf(small, [])];
  expect(ofSmall).toEqual(ofPlain);
  expect(ofPlain.frames.map(({ frames }) => Buffer.from(frames[0]!))).toEqual(
    files.map(({ bytes }) => Buffer.from(parseInstance(Buffer.from(bytes)).pixels.frame)),
  );

  const { frames: streams } = await pixelsOf(small, any);
  const { frames: native } = await pixelsOf(plain, any);
  expect(native).toEqual(ofPlain.frames);
  let length = 0;
  for (const [place, { frames, contentType }] of streams.entries()) {
    expect(contentType).toBe(`application/octet-stream; transfer-syntax=${htj2k}`);
    const format = { rows: 64, columns: 48, bitsAllocated: 16, bitsStored: 12, signed: false } as const;
    const bytes = await decodeFrame({ ...format, transferSyntaxUid: htj2k, bytes: frames[0]! });
    expect(Buffer.from(bytes)).toEqual(Buffer.from(ofPlain.frames[place]!.frames[0]!));
    length += frames[0]!.length;
  }
  const key = `cases/${small.id}/${small.stacks[0]!.seriesInstanceUid}/frames`;
  expect(await installation.store.sizeOf(key)).toBe(length);
  expect(length).toBeLessThan(5 * 64 * 48 * 2);
});

test('metadata says as what the frames can be had, and differs in nothing else but names', async () => {
  const files = examination({ patient: 'MRN-2', matrix: [64, 48] });
  const [plain, small] = [await metadataOf(await takenIn(files, 'native')), await metadataOf(await takenIn(files, 'htj2k'))]; // prettier-ignore
  expect(small.map((each) => each['00083002'])).toEqual(Array(5).fill({ vr: 'UI', Value: [htj2k] }));
  const comparable = (json: object): string =>
    JSON.stringify({ ...json, '00083002': undefined, '00100020': 'by case' }).replace(/2\.25\.\d+/g, 'UID');
  expect(small.map(comparable)).toEqual(plain.map(comparable));
  expect(Object.keys(small[0]!)).toEqual(Object.keys(small[0]!).toSorted());
});

test('a model is given the same values, and finds the same', async () => {
  const files = examination({ patient: 'MRN-3', matrix: [64, 48], lesion: true });
  const both = [await takenIn(files, 'native'), await takenIn(files, 'htj2k')];
  const [plain, small] = await Promise.all(both.map((known) => loadStacks(installation.store, known)));
  const valuesOf = (stacks: typeof plain) =>
    stacks!.map(({ input: { id: _, slices, ...rest } }) => ({ ...rest, slices: slices.map(({ position, values }) => ({ position, values })) })); // prettier-ignore
  expect(valuesOf(small)).toEqual(valuesOf(plain));
  const [found, same] = await Promise.all(
    both.map(({ id }) => installation.records.read.aiResults.find(id, 'tiny-model', '1.0.0')),
  );
  expect(found!.score).toBeGreaterThan(0);
  expect(same!.score).toBe(found!.score);
});

test('images that are too small for it are stored as samples', async () => {
  const known = await takenIn(examination({ patient: 'MRN-4' }), 'htj2k');
  const { frames } = await pixelsOf(known, any);
  expect(frames[0]).toMatchObject({ contentType: `application/octet-stream; transfer-syntax=${samples}` });
  expect((await metadataOf(known))[0]).not.toHaveProperty('00083002');
  expect(known.stacks[0]!.detail).not.toHaveProperty('htj2kEnds');
});

test('a form that cannot be had is said to be so', async () => {
  const known = await takenIn(examination({ patient: 'MRN-5' }), 'native');
  await expect(pixelsOf(known, [{ mediaType: 'image/jphc', transferSyntax: null }])).rejects.toMatchObject({
    kind: 'not-acceptable',
    code: 'no-such-form',
  });
});
