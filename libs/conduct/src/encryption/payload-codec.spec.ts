import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { EncryptedPayloads } from './payload-codec.js';
import { payloadKeys, rotatePayloadKey, UnknownPayloadKey } from './payload-keys.js';

const temporal = { namespace: 'default', tls: false };
let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'lectern-keys-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const codec = async (): Promise<EncryptedPayloads> =>
  new EncryptedPayloads(await payloadKeys({ dataFolder, temporal }));
const payload = (): Payload => defaultPayloadConverter.toPayload({ case: 'case-7', version: '1.0.0' });
const plain = ({ metadata, data }: Payload) => ({
  encoding: Buffer.from(metadata?.encoding ?? []).toString(),
  data: Buffer.from(data ?? []).toString(),
});

test('what is encrypted says nothing, differs each time, and comes back as it was', async () => {
  const first = (await (await codec()).encode([payload()]))[0] as Payload;
  const second = (await (await codec()).encode([payload()]))[0] as Payload;
  expect(Buffer.from(first.data ?? []).toString('latin1')).not.toContain('case-7');
  expect(first.data).not.toEqual(second.data);
  const opened = await (await codec()).decode([first, payload()]);
  expect(opened.map(plain)).toEqual([plain(payload()), plain(payload())]);
});

test('a process that began before a rotation reads what was written after it, and the other way round', async () => {
  const before = await codec();
  const old = await before.encode([payload()]);
  const id = await rotatePayloadKey(dataFolder);
  const after = await codec();
  const [young] = await after.encode([payload()]);
  expect(Buffer.from(young?.metadata?.['key-id'] ?? []).toString()).toBe(id);
  expect((await after.decode(old)).map(plain)).toEqual([plain(payload())]);
  expect((await before.decode([young as Payload])).map(plain)).toEqual([plain(payload())]);
});

test('an altered payload and one whose key is gone are refused', async () => {
  const [sealed] = await (await codec()).encode([payload()]);
  const altered = { ...sealed, data: Uint8Array.from(sealed?.data ?? [], (byte, i) => (i === 20 ? byte ^ 1 : byte)) };
  await expect((await codec()).decode([altered])).rejects.toThrow();
  await rm(join(dataFolder, 'secrets'), { recursive: true });
  await expect((await codec()).decode([sealed as Payload])).rejects.toThrow(UnknownPayloadKey);
});

test('keys of the configuration stand before the data folder', async () => {
  const given = `cluster-2:${Buffer.alloc(32, 2).toString('base64')},cluster-1:${Buffer.alloc(32, 1).toString('base64')}`;
  const keys = await payloadKeys({ dataFolder, temporal: { ...temporal, payloadKeys: given } });
  expect(keys.current().id).toBe('cluster-2');
  expect((await keys.find('cluster-1')).bytes[0]).toBe(1);
  await expect(readFile(join(dataFolder, 'secrets', 'payload-keys'))).rejects.toThrow();
  await expect(payloadKeys({ dataFolder, temporal: { ...temporal, payloadKeys: 'cluster-1:short' } })).rejects.toThrow(
    TypeError,
  );
});
