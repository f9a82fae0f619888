import { createHash } from 'node:crypto';
import type { StudyId, UploadManifest } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { examination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import { type Actor, type Conduct } from '../conduct.js';
import { createConduct } from '../create-conduct.js';
import { expireUploads } from './discard-upload.js';

let installation: TestInstallation;
let conduct: Conduct;
let coordinator: Actor;
let study: StudyId;

beforeAll(async () => {
  installation = await startTestInstallation();
  ({ conduct } = installation);
  coordinator = await installation.administrator();
  study = (await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
});
afterAll(() => installation.close());

/** An examination as its files lie one behind the other, and what it is called. */
function packed(label: string): { id: string; manifest: UploadManifest; content: Uint8Array } {
  const files = examination({ patient: label }).map(({ bytes }) => bytes);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const manifest = { label, files: files.map((bytes) => ({ bytes: bytes.length, sha256: sha256(bytes) })) };
  return { id: hashOf(manifest), manifest, content: Buffer.concat(files) };
}

async function* pieces(bytes: Uint8Array, thenFails = false): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  if (thenFails) throw new Error('the network is gone');
}

async function sent(label: string, change = (content: Uint8Array): Uint8Array => content) {
  const { id, manifest, content } = packed(label);
  await conduct.uploads.begin(coordinator, study, { id, label, bytes: content.length });
  await conduct.uploads.append(coordinator, study, id, 0, pieces(change(content)));
  return { id, manifest };
}

async function keys(prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const key of installation.store.list(prefix)) found.push(key);
  return found;
}

const labels = async () => (await conduct.cases.list(study, wholePage)).items.map(({ sourceLabel }) => sourceLabel);

test('what came before the network broke off is kept, what comes again is not taken twice, and the case is made once', async () => {
  const { id, manifest, content } = packed('broken off');
  const begin = () => conduct.uploads.begin(coordinator, study, { id, label: manifest.label, bytes: content.length });
  await begin();
  const lost = conduct.uploads.append(coordinator, study, id, 0, pieces(content.subarray(0, 3000), true));
  await expect(lost).rejects.toThrow('the network is gone');
  expect(await begin()).toMatchObject({ received: 3000 });
  const again = conduct.uploads.append(coordinator, study, id, 0, pieces(content));
  await expect(again).rejects.toMatchObject({ code: 'other-offset' });
  const early = conduct.uploads.receive(coordinator, study, id, manifest);
  await expect(early).rejects.toMatchObject({ code: 'not-whole' });
  expect(await conduct.uploads.append(coordinator, study, id, 3000, pieces(content.subarray(3000)))).toBe(
    content.length,
  );

  const received = await conduct.uploads.receive(coordinator, study, id, manifest);
  expect(received).toMatchObject({ label: 'broken off', files: 5 });
  expect(await conduct.uploads.receive(coordinator, study, id, manifest)).toEqual(received);
  expect(await begin()).toMatchObject({ received: content.length });
  expect(await keys('uploads/')).toEqual([]);
  const images = await installation.records.read.arrivals.imagesOf(received.id);
  expect(images.map(({ file }) => file)).toEqual([0, 1, 2, 3, 4]);
});

test('of two that write at one place, one is refused and the files are whole', async () => {
  const { id, manifest, content } = packed('two tabs');
  await conduct.uploads.begin(coordinator, study, { id, label: manifest.label, bytes: content.length });
  const ends = await Promise.allSettled(
    [content, content.subarray(0, 4000)].map((each) => conduct.uploads.append(coordinator, study, id, 0, pieces(each))),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { received } = (await conduct.uploads.standing(study, id))!;
  await conduct.uploads.append(coordinator, study, id, received, pieces(content.subarray(received)));
  expect(await conduct.uploads.receive(coordinator, study, id, manifest)).toMatchObject({ files: 5 });
});

test('a byte that changed on the way is found: no case, nothing in the quarantine; discarded, it can come again', async () => {
  const flipped = (content: Uint8Array) => content.map((byte, at) => (at === 5000 ? byte ^ 1 : byte));
  const before = await keys('quarantine/');
  const { id, manifest } = await sent('changed on the way', flipped);
  const receiving = () => conduct.uploads.receive(coordinator, study, id, manifest);
  await expect(receiving()).rejects.toMatchObject({ code: 'other-content', kind: 'invalid' });
  expect(await labels()).not.toContain('changed on the way');
  expect(await keys('quarantine/')).toEqual(before);
  const [unfinished] = await conduct.uploads.unfinished(study);
  expect(unfinished).toMatchObject({ id, label: 'changed on the way' });
  await conduct.uploads.discard(coordinator, study, id);
  expect(await keys('uploads/')).toEqual([]);
  await sent('changed on the way');
  expect(await receiving()).toMatchObject({ files: 5 });
});

test('a server that was killed while it made the case is followed by one that makes it, once', async () => {
  const { id, manifest } = await sent('killed');
  let atWork = (): void => undefined;
  const begun = new Promise<void>((resolve) => (atWork = resolve));
  const hanging = new Proxy(installation.store, {
    get: (store, name) =>
      name === 'putAll' ? () => new Promise(() => atWork()) : Reflect.get(store, name, store).bind?.(store),
  });
  void createConduct({ ...installation, store: hanging }).uploads.receive(coordinator, study, id, manifest);
  await begun;
  expect(await conduct.uploads.unfinished(study)).toMatchObject([{ id, received: expect.any(Number) }]);
  const received = await conduct.uploads.receive(coordinator, study, id, manifest);
  expect(received.files).toBe(5);
  expect((await labels()).filter((label) => label === 'killed')).toHaveLength(1);
  expect(await conduct.uploads.unfinished(study)).toEqual([]);
});

test('what nobody goes on with is deleted after two days, and only that', async () => {
  const { id, content } = packed('abandoned');
  await conduct.uploads.begin(coordinator, study, { id, label: 'abandoned', bytes: content.length });
  await conduct.uploads.append(coordinator, study, id, 0, pieces(content.subarray(0, 2000)));
  installation.clock.advance({ days: 1.9 });
  expect(await expireUploads(installation)).toBe(0);
  expect(await conduct.uploads.standing(study, id)).toMatchObject({ received: 2000 });
  installation.clock.advance({ days: 0.2 });
  const patient = { ...installation, uploadsKeptHours: 72 }; // an installation whose networks are slower
  expect(await expireUploads(patient)).toBe(0);
  expect(await createConduct(patient).uploads.standing(study, id)).toMatchObject({ received: 2000 });
  expect(await conduct.uploads.standing(study, id)).toBeNull();
  expect(await conduct.uploads.unfinished(study)).toEqual([]);
  expect(await expireUploads(installation)).toBeGreaterThan(0);
  expect(await keys('uploads/')).toEqual([]);
  expect(await labels()).toEqual(['broken off', 'two tabs', 'changed on the way', 'killed']);
});

test('who has no part in the study can neither begin nor go on', async () => {
  const { id, manifest } = await sent('of the study');
  const stranger = { ...coordinator, user: 'somebody-else' as typeof coordinator.user };
  const refused = { code: 'no-study' };
  await expect(conduct.uploads.begin(stranger, study, { id, label: 'x', bytes: 1 })).rejects.toMatchObject(refused);
  await expect(conduct.uploads.receive(stranger, study, id, manifest)).rejects.toMatchObject(refused);
  await expect(conduct.uploads.discard(stranger, study, id)).rejects.toMatchObject(refused);
});
