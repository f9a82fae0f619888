/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Actor, createActivities } from '@lectern/conduct';
import type { CaseId } from '@lectern/contracts';
import { decodeFrame, parseInstance } from '@lectern/dicom';
import { asUpload, examination } from '../../../../libs/conduct/testing/test-examination.js';
import { startTestInstallation, type TestInstallation } from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { createApi } from '../create-api.js';
import { multipartRelated } from './multipart-related.js';

const samples = '1.2.840.10008.1.2.1';
const htj2k = '1.2.840.10008.1.2.4.201';
const octets = 'multipart/related; type="application/octet-stream"';
const image = examination({ matrix: [64, 48], slices: 3 });
const original = parseInstance(Buffer.from(image[1]!.bytes)).pixels.frame;

let installation: TestInstallation;
let app: NestFastifyApplication;
let coordinator: Actor;
let token: string;
let addresses: Record<'native' | 'htj2k', string>;

beforeAll(async () => {
  installation = await startTestInstallation();
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  coordinator = await installation.administrator();
  token = (await installation.conduct.signIn.createToken(coordinator, 'viewer')).token;
  addresses = { native: await stored('native'), htj2k: await stored('htj2k') };
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

/** A case whose frames are stored so. @returns the address of its middle image */
async function stored(frames: 'native' | 'htj2k'): Promise<string> {
  const { conduct, records } = installation;
  const study = await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) });
  const { id } = await conduct.cases.receive(coordinator, study.id, 'case', asUpload(image));
  const software = { name: 'Lectern', version: 'test' };
  const activities = createActivities({ ...installation, modelsFolder: '/nowhere', software, frames });
  await activities.takeInCase(id as CaseId);
  const known = (await records.read.cases.find(id))!;
  const [stack] = known.stacks;
  return `/dicom-web/studies/${known.studyInstanceUid}/series/${stack?.seriesInstanceUid}/instances/${stack?.sopInstanceUids[1]}`;
}

const get = (url: string, accept?: string) =>
  app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}`, ...(accept && { accept }) } });

test.each([
  ['no header', undefined, samples, samples],
  ['anything', '*/*', samples, samples],
  ['samples', `${octets}; transfer-syntax=${samples}`, samples, samples],
  ['the default of octets', octets, samples, samples],
  ['any form', `${octets}; transfer-syntax=*`, samples, htj2k],
  ['what OHIF sends', 'multipart/related; type=application/octet-stream; transfer-syntax=*', samples, htj2k],
  ['HTJ2K, else samples', `multipart/related; type="image/jphc", ${octets};q=0.5`, samples, htj2k],
])('%s', async (_, accept, ofNative, ofHtj2k) => {
  for (const [form, expected] of [
    ['native', ofNative],
    ['htj2k', ofHtj2k],
  ] as const) {
    // prettier-ignore
    const { statusCode, headers, rawPayload } = await get(`${addresses[form]}/frames/1`, accept);
    expect([statusCode, headers['cache-control']]).toEqual([200, 'private, no-store']);
    const type = /type="([^"]+)"/.exec(String(headers['content-type']))?.[1];
    const head = `--lectern-frame-boundary\r\nContent-Type: ${type}; transfer-syntax=${expected}\r\n\r\n`;
    expect(rawPayload.subarray(0, head.length).toString('latin1')).toBe(head);
    const end = rawPayload.length - '\r\n--lectern-frame-boundary--\r\n'.length;
    const bytes = rawPayload.subarray(head.length, end);
    const format = { rows: 64, columns: 48, bitsAllocated: 16, bitsStored: 12, signed: false } as const;
    const pixels = expected === samples ? bytes : await decodeFrame({ ...format, transferSyntaxUid: expected, bytes });
    expect(Buffer.compare(pixels, original)).toBe(0);
    if (expected === htj2k) expect(bytes.length).toBeLessThan(original.length);
  }
});

test('who names samples is given the same bytes, however they are stored', async () => {
  const [native, compressed] = await Promise.all(
    [addresses.native, addresses.htj2k].map((address) => get(`${address}/frames/1,1`)),
  );
  const whole = multipartRelated(`application/octet-stream; transfer-syntax=${samples}`, [original, original]);
  for (const { rawPayload, headers } of [native!, compressed!]) {
    expect(headers['content-type']).toBe(whole.contentType);
    expect(Buffer.compare(rawPayload, Buffer.concat(whole.pieces))).toBe(0);
  }
});

test('a form that cannot be had is 406, with the way out; what may not be had stays 404', async () => {
  for (const [address, accept] of [
    [addresses.native, 'multipart/related; type="image/jphc"'],
    [addresses.htj2k, 'multipart/related; type="image/jpeg"'],
    [addresses.htj2k, 'image/png'],
  ] as const) {
    const { statusCode, body } = await get(`${address}/frames/1`, accept);
    expect([statusCode, JSON.parse(body)]).toEqual([406, expect.objectContaining({ type: 'no-such-form' })]);
    expect(body).toContain('transfer-syntax=*');
  }
  const elsewhere = addresses.native.replace(/studies\/[\d.]+/, 'studies/2.25.1');
  expect((await get(`${elsewhere}/frames/1`, 'image/png')).statusCode).toBe(404);
});

test('pictures are the same to the byte', async () => {
  for (const picture of ['thumbnail', 'rendered', 'rendered?viewport=40,40']) {
    const [native, compressed] = await Promise.all(
      [addresses.native, addresses.htj2k].map((address) => get(`${address}/${picture}`)),
    );
    expect([native!.statusCode, compressed!.statusCode]).toEqual([200, 200]);
    expect(Buffer.compare(native!.rawPayload, compressed!.rawPayload)).toBe(0);
  }
});
