import type { CaseId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { openOf, protocolText, readSession, startStudy, type TestStudy } from '../../testing/test-study.js';

let installation: TestInstallation;
let study: TestStudy;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 2, 1);
});
afterAll(() => installation.close());

const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

test('the blind is broken for one case by a signed act, told to one person, and recorded as a deviation without what was told', async () => {
  const { conduct, records } = installation;
  const [listed] = await records.read.cases.ofStudy(study.id);
  const caseId = listed!.caseId as CaseId;
  const request = { reason: 'Incidental finding', signature: signing('I break the blind.') };
  const wrong = { ...request, signature: { ...request.signature, proof: { password: 'wrong' } } };
  await expect(conduct.record.unblind(study.coordinator, study.id, caseId, wrong)).rejects.toThrow(
    failing('refused', 'not-proven'),
  );
  expect(await conduct.record.unblind(study.coordinator, study.id, caseId, request)).toMatchObject({
    positive: true,
    aiResults: [{ model: 'detector', score: 0.9 }],
    deviation: 1,
  });
  const seen = JSON.stringify([
    await conduct.record.deviations(study.id, wholePage),
    await conduct.record.unblindings(study.id, wholePage),
    await conduct.record.audit(study.id, wholePage),
  ]);
  expect(seen).toContain('Incidental finding');
  expect(seen).not.toMatch(/"positive"|0\.9/);
  expect(await records.read.evidence.signaturesOf(study.id)).toMatchObject([
    { recordKind: 'freeze' },
    { recordKind: 'unblinding' },
  ]);
});

test('a frozen protocol is amended in what needs no new randomisation; all else is refused by name', async () => {
  const { conduct } = installation;
  const written = await conduct.studies.protocolText(study.id);
  const amend = (protocol: string) =>
    conduct.studies.amend(study.coordinator, study.id, { protocol, reason: 'Reader away', signature: signing() });
  const shorter = written.replace('days: 28', 'days: 21, justification: x');
  await expect(amend(shorter)).rejects.toMatchObject({ issues: [{ path: '/design/washout/days' }] });
  const other = written.replace('target: Haemorrhage', 'target: Tumour').replace('days: 28', 'days: 30');
  await expect(amend(other)).rejects.toMatchObject({ kind: 'invalid', issues: [{ path: '/target' }] });
  await expect(amend(written)).rejects.toMatchObject({ issues: [{ message: 'nothing is changed' }] });
  const longer = written.replace('days: 28', 'days: 35');
  expect(await amend(longer)).toMatchObject({ version: 2, postHoc: false, reason: 'Reader away' });
  await readSession(installation, study.readers[0]!, study.id);
  expect(await amend(longer.replace('days: 35', 'days: 40'))).toMatchObject({ version: 3, postHoc: true });
  expect(await conduct.studies.amendments(study.id)).toHaveLength(2);
});

test('deviations are numbered; after the lock none is added, and nothing is amended or unblinded', async () => {
  const { conduct, clock } = installation;
  const note = (text: string) => conduct.record.recordDeviation(study.coordinator, study.id, { kind: 'other', text });
  expect(await note('The fire alarm rang')).toMatchObject({ number: 2, by: 'Administrator' });
  clock.advance({ days: 41 });
  openOf(await conduct.reading.begin(study.readers[0]!, study.id));
  await conduct.studies.lock(study.coordinator, study.id, 'It must end.', signing());
  const locked = failing('conflict', 'locked');
  await expect(note('Too late')).rejects.toThrow(locked);
  const request = { protocol: protocolText(2, 1), reason: 'Late', signature: signing() };
  await expect(conduct.studies.amend(study.coordinator, study.id, request)).rejects.toThrow(locked);
  const late = { reason: 'Late', signature: signing() };
  await expect(conduct.record.unblind(study.coordinator, study.id, 'x' as CaseId, late)).rejects.toThrow(locked);
  await expect(conduct.members.invite(study.coordinator, study.id, { name: 'M', role: 'monitor' })).rejects.toThrow(
    locked,
  );
});
