/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Activities, Actor } from '@lectern/conduct';
import { activitiesOf } from '../../../../libs/conduct/testing/test-activities.js';
import type { StudyId } from '@lectern/contracts';
import { examination } from '../../../../libs/conduct/testing/test-examination.js';
import {
  startTestInstallation,
  type TestInstallation,
  wholePage,
} from '../../../../libs/conduct/testing/test-installation.js';
import { protocolText } from '../../../../libs/conduct/testing/test-study.js';
import { Orthanc, withoutOrthanc } from '../../../../libs/conduct/testing/orthanc.js';
import { createApi } from '../create-api.js';
import { DicomNode } from '../dicom-node/dicom-node.js';

let installation: TestInstallation;
let app: NestFastifyApplication;
let node: DicomNode;
let activities: Activities;
let coordinator: Actor;
let url: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
  const { conduct } = installation;
  app = await createApi({ conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  node = await DicomNode.start({ conduct, host: '127.0.0.1', port: 0, log: () => undefined });
  activities = activitiesOf(installation);
});
afterAll(async () => {
  await node.close();
  await app.close();
  await installation.close();
});

async function newStudy(): Promise<{ study: StudyId; token: string; id: string }> {
  const { conduct } = installation;
  const study = (await conduct.studies.create(coordinator, { protocol: protocolText(2, 1) })).id;
  return { study, ...(await conduct.arrivals.createToken(coordinator, study, 'archive')) };
}

/** Half a minute passes; what is complete is taken in. @returns states of the study's cases */
async function takenIn(study: StudyId): Promise<string[]> {
  installation.clock.advance({ seconds: 31 });
  for (const id of (await activities.admitCases([])).due)
    await ((await activities.examineCase(id)).accepted ? activities.acceptCase(id) : activities.refuseCase(id));
  return (await casesOf(study)).map(({ state }) => state);
}

const casesOf = async (study: StudyId) => (await installation.conduct.cases.list(study, wholePage)).items;

function multipart(parts: readonly Uint8Array[], type = 'application/dicom'): { contentType: string; body: Buffer } {
  const body = Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`\r\n--edge\r\nContent-Type: ${type}\r\n\r\n`), part]),
    Buffer.from('\r\n--edge--\r\n'),
  ]);
  return { contentType: 'multipart/related; type="application/dicom"; boundary=edge', body };
}

async function stow(authorization: string, parts: readonly Uint8Array[], query = ''): Promise<Response> {
  const { contentType, body } = multipart(parts);
  const headers = { authorization, 'content-type': contentType };
  return fetch(`${url}/dicom-web/studies${query}`, { method: 'POST', headers, body });
}

type Sequence = { Value?: Record<string, { Value: unknown[] }>[] } | undefined;
const itemsOf = (dataset: Record<string, unknown>, tag: string) => (dataset[tag] as Sequence)?.Value ?? [];

describe('STOW-RS', () => {
  test('each instance is answered for, by its UID and with a reason where it failed', async () => {
    const { study, token } = await newStudy();
    const files = examination({ patient: 'S1', uids: 's1' }).map(({ bytes }) => bytes);
    const basic = `Basic ${Buffer.from(`anyone:${token}`).toString('base64')}`;
    const all = await stow(basic, files.slice(0, 4), '?label=case-7');
    expect([all.status, all.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/dicom\+json/),
    ]);
    expect(itemsOf((await all.json()) as Record<string, unknown>, '00081199')).toHaveLength(4);

    const [changed] = examination({ patient: 'S1', uids: 's1', lesion: true });
    const some = await stow(`Bearer ${token}`, [...files, changed!.bytes, Buffer.from('no image')]);
    const answer = (await some.json()) as Record<string, unknown>;
    expect(some.status).toBe(202);
    expect(itemsOf(answer, '00081199')).toHaveLength(5);
    const [failed] = itemsOf(answer, '00081198');
    const [kept] = itemsOf(answer, '00081199');
    expect(failed).toMatchObject({ '00081155': kept!['00081155'], '00081197': { Value: [0x0111] } });
    expect(itemsOf(answer, '0008119A')).toEqual([{ '00081197': { vr: 'US', Value: [0xc000] } }]);
    expect((await stow(`Bearer ${token}`, [changed!.bytes])).status).toBe(409);
    expect(await takenIn(study)).toEqual(['stored']);
    expect((await casesOf(study))[0]?.sourceLabel).toBe('case-7');
  });

  test('without a token, with a revoked one or a session, nothing is taken; a broken body says so', async () => {
    const { study, token, id } = await newStudy();
    const files = examination({ patient: 'S2' }).map(({ bytes }) => bytes);
    const session = (await installation.conduct.signIn.createToken(coordinator, 'mine')).token;
    for (const authorization of ['Bearer', 'Bearer nobody', `Bearer ${session}`, `Basic ${btoa('x:y')}`])
      expect((await stow(authorization, files)).status).toBe(401);
    const { contentType, body } = multipart(files);
    const send = (sent: Buffer, type = contentType) =>
      fetch(`${url}/dicom-web/studies`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body: Buffer.from(sent),
      });
    for (const [answer, type] of [
      [await send(body.subarray(0, body.length - 300)), 'malformed-multipart'],
      [await send(Buffer.from('\r\n--edge--\r\n')), 'no-files'],
      [await send(multipart(files, 'application/json').body), 'not-dicom'],
    ] as const)
      expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([422, type]);
    await installation.conduct.arrivals.revokeToken(coordinator, study, id, 'Enough was sent.');
    expect((await stow(`Bearer ${token}`, files)).status).toBe(401);
    expect(await casesOf(study)).toEqual([]);
  });
});

const skipOrthanc = withoutOrthanc();
(skipOrthanc ? describe.skip : describe)(`Orthanc as sender${skipOrthanc ? `: skipped, ${skipOrthanc}` : ''}`, () => {
  test('what it sends by STOW-RS and again by C-STORE is one case, ready, of the same pixels', async () => {
    const { study, token } = await newStudy();
    await installation.conduct.arrivals.openNode(coordinator, study, {
      aeTitle: 'LECTERN',
      callers: [{ aeTitle: 'ORTHANC', address: '127.0.0.1' }],
    });
    const orthanc = await Orthanc.start({
      servers: { lectern: { Url: `${url}/dicom-web/`, Username: 'orthanc', Password: token } },
      modalities: { lectern: ['LECTERN', '127.0.0.1', node.port] },
    });
    try {
      const ids = [];
      for (const { bytes } of examination({ patient: 'S3', slices: 12 })) ids.push(await orthanc.store(bytes));
      const sent = await orthanc.post('/dicom-web/servers/lectern/stow', { Resources: ids, Synchronous: true });
      expect(sent).toBeDefined();
      expect((await installation.conduct.arrivals.list(study))[0]?.files).toBe(12);
      const stored = (await orthanc.post('/modalities/lectern/store', { Resources: ids, Synchronous: true })) as object;
      expect(stored).toMatchObject({ FailedInstancesCount: 0, InstancesCount: 12 });
    } finally {
      await orthanc.stop();
    }
    expect(await takenIn(study)).toEqual(['stored']);
    expect((await casesOf(study))[0]?.stacks).toMatchObject([{ slices: 12 }]);
  });
});

const hasStorescu = !spawnSync('storescu', ['--version']).error;
(hasStorescu ? describe : describe.skip)(
  `storescu of dcmtk${hasStorescu ? '' : ': skipped, it is not installed (apt-get install dcmtk)'}`,
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'lectern-storescu-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const place = (name: string, files: readonly { bytes: Uint8Array }[]): string[] =>
      files.map(({ bytes }, n) => {
        const path = join(folder, `${name}-${n}.dcm`);
        writeFileSync(path, bytes);
        return path;
      });
    /** @returns exit code and what it said */
    const store = (called: string, calling: string, files: readonly string[], ...options: string[]) =>
      new Promise<{ code: number | null; said: string }>((resolve) => {
        const titles = ['-aet', calling, '-aec', called];
        const child = spawn('storescu', ['-v', '-nh', ...options, ...titles, '127.0.0.1', `${node.port}`, ...files], {
          env: { ...process.env, TCP_NODELAY: '1' },
        });
        let said = '';
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (text: Buffer) => (said += text.toString()));
        child.once('close', (code) => resolve({ code, said }));
      });

    test('an examination is stored, once; changed images and unknown titles are refused with their status', async () => {
      const { study } = await newStudy();
      const { conduct } = installation;
      const { id } = await conduct.arrivals.openNode(coordinator, study, {
        aeTitle: 'LECTERN-2',
        callers: [{ aeTitle: 'SCANNER' }, { aeTitle: 'ELSEWHERE', address: '192.0.2.1' }],
      });
      const files = place('good', examination({ patient: 'C1', uids: 'c1' }));
      for (const [called, calling, reason] of [
        ['NOBODY', 'SCANNER', 'Called AE Title Not Recognized'],
        ['LECTERN-2', 'STRANGER', 'Calling AE Title Not Recognized'],
        ['LECTERN-2', 'ELSEWHERE', 'Calling AE Title Not Recognized'],
      ] as const)
        expect((await store(called, calling, files)).said).toContain(reason);
      expect(await store('LECTERN-2', 'SCANNER', files)).toMatchObject({ code: 0 });
      expect(await store('LECTERN-2', 'SCANNER', files, '-xi')).toMatchObject({ code: 0 }); // the same, proposed as implicit VR
      const changed = place('changed', examination({ patient: 'C1', uids: 'c1', lesion: true }).slice(0, 1));
      expect((await store('LECTERN-2', 'SCANNER', changed)).said).toContain('Status: 0x111');
      expect(await takenIn(study)).toEqual(['stored']);
      expect((await conduct.arrivals.list(study))[0]).toMatchObject({ label: 'SCANNER 1', files: 5 });

      await conduct.arrivals.closeNode(coordinator, study, id, 'Enough was sent.');
      expect((await store('LECTERN-2', 'SCANNER', files)).said).toContain('Called AE Title Not Recognized');
      expect(spawnSync('echoscu', ['-aec', 'LECTERN-2', '127.0.0.1', `${node.port}`]).status).not.toBe(0);
    });
  },
);
