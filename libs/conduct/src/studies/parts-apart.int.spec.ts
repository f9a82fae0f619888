import type { StudyId } from '@lectern/contracts';
import { query } from '../../../records/testing/test-database.js';
import { panelProtocol } from '../../testing/test-panel.js';
import {
  shareAddress,
  signing,
  startTestInstallation,
  type TestInstallation,
} from '../../testing/test-installation.js';
import { addReadyCase, protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';

let installation: TestInstallation;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

/** A study of one case of a patient. */
async function studyOf(patient: string, number: number, protocol: string): Promise<StudyId> {
  const { id } = await installation.conduct.studies.create(coordinator, { protocol });
  const caseId = await addReadyCase(installation, id, number);
  await query(installation.databaseUrl, `UPDATE "case" SET patient_key = '${patient}' WHERE id = '${caseId}'`);
  return id;
}

const partsApart = async (study: StudyId): Promise<string[]> => {
  const { freezeChecks } = await installation.conduct.studies.detail(coordinator, study);
  return freezeChecks.flatMap(({ id, met, remedy }) => (id === 'parts-apart' && !met ? [remedy ?? ''] : []));
};

test('who sets the truth of a patient in one study does not read the same patient in another, under whatever account', async () => {
  const { conduct } = installation;
  const truth = await studyOf('patient-one', 1, panelProtocol(2));
  const reading = await studyOf('patient-one', 2, protocolText(2, 1));
  const apart = await studyOf('patient-two', 3, protocolText(2, 1));
  await conduct.truthing.addMember(coordinator, truth, { name: 'Dr A', email: 'a@hospital.test', adjudicator: false });
  await conduct.readers.invite(coordinator, reading, { name: 'Dr B', email: 'b@hospital.test', kind: 'person' });
  expect(await partsApart(reading)).toEqual([]);
  for (const study of [reading, apart]) {
    await conduct.readers.invite(coordinator, study, { name: 'A. Doctor', kind: 'person' });
    const doctor = (await conduct.members.list(study)).find(({ name }) => name === 'A. Doctor');
    await shareAddress(installation, doctor!.user, 'A@hospital.test');
  }

  const said = /A\. Doctor sets the truth of 1 of these patients in 'A study for tests'/;
  expect(await partsApart(reading)).toEqual([expect.stringMatching(said)]);
  expect(await partsApart(truth)).toEqual([expect.stringMatching(/Dr A reads 1 of these patients/)]);
  expect(await partsApart(apart)).toEqual([]);
  await expect(conduct.studies.freeze(coordinator, reading, signing())).rejects.toMatchObject({
    issues: expect.arrayContaining([expect.objectContaining({ path: 'parts-apart' })]),
  });
});
