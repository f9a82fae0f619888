/** @jest-environment ./libs/inference/src/testing/onnx-environment.mjs */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseId, CaseRow, StudyId } from '@lectern/contracts';
import { asUpload, examination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { Activities } from './create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOf(installation);
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

/** A study whose protocol asks this of its cases. */
async function studyWith(cases: string): Promise<StudyId> {
  const protocol = protocolText(2, 1).replace(/^cases: .*$/m, `cases: ${cases}`);
  return (await installation.conduct.studies.create(coordinator, { protocol })).id;
}

/** What became of an upload to a study. */
async function taken(study: StudyId, files: readonly UploadedFile[]): Promise<CaseRow> {
  const label = `case-${installation.ids.next()}`;
  const { id } = await installation.conduct.cases.receive(coordinator, study, label, asUpload(files));
  const { accepted } = await activities.examineCase(id);
  await (accepted ? activities.acceptCase(id) : activities.refuseCase(id));
  return (await installation.conduct.cases.list(study, wholePage)).items.find((row) => row.id === (id as CaseId))!;
}

const fixture = (name: string): UploadedFile => ({
  name,
  bytes: readFileSync(fileURLToPath(new URL(`../../../dicom/fixtures/compressed/${name}.dcm`, import.meta.url))),
});

test('what the protocol refuses is refused with the file, the stack, the tag, the rule and the remedy', async () => {
  const study = await studyWith(
    '{ planned: 2, stacks: [axial], checks: { slices: { min: 6 }, spacingMm: { max: 3.5 } } }',
  );
  const row = await taken(study, examination({ patient: 'A' }));
  expect(row.state).toBe('refused');
  expect(row.problems).toMatchObject([
    {
      severity: 'refused',
      file: 0,
      stack: 'axial',
      tag: '00200013',
      rule: 'A stack must have at least 6 slices; this one has 5.',
    },
    {
      severity: 'refused',
      file: 0,
      stack: 'axial',
      tag: '00200032',
      rule: 'Slices must be at most 3.5 mm apart; these are 4.',
    },
  ]);
});

test('what it flags is kept with the case that is taken in, slices on both sides of a gap named', async () => {
  const study = await studyWith(
    '{ planned: 2, stacks: [axial], checks: { missingSlices: flag, otherObjects: leave-out, unmarkedPixels: refuse } }',
  );
  const files = examination({ patient: 'BB', slices: 6 }).filter((_, slice) => slice !== 2);
  const capture = Buffer.from(files[0]!.bytes);
  const classUid = Buffer.from('1.2.840.10008.5.1.4.1.1.4\0');
  const other = Buffer.from('1.2.840.10008.5.1.4.1.1.7\0'); // Secondary Capture Image Storage
  for (let at = capture.indexOf(classUid); at >= 0; at = capture.indexOf(classUid)) other.copy(capture, at);
  const row = await taken(study, [...files, { name: 'screenshot', bytes: capture }]);
  expect(row).toMatchObject({ state: 'stored', stacks: [{ slices: 5 }] });
  expect(row.problems).toMatchObject([
    { severity: 'flagged', file: 5, tag: '00080016', remedy: 'This file was left out.' },
    { severity: 'flagged', file: 1, files: [1, 2], stack: 'axial', tag: '00200032' },
  ]);
});

test('a modality that the protocol does not name is refused', async () => {
  const ct = Buffer.from(fixture('native').bytes);
  const study = await studyWith('{ planned: 2, stacks: [axial], checks: { modalities: [CT] } }');
  expect(await taken(study, [{ name: 'native', bytes: ct }])).toMatchObject({
    state: 'refused',
    problems: [{ file: 0, tag: '00080060', rule: 'Only images of these modalities are taken in: CT.' }],
  });
});

test('gestational age: out of the limits it stands with the case and keeps the study from being frozen', async () => {
  const study = await studyWith('{ planned: 2, stacks: [axial], checks: { gestationalAgeWeeks: { min: 25 } } }');
  const { id, sourceLabel } = await taken(study, examination({ patient: 'EEEEE' }));
  await installation.conduct.cases.accept(coordinator, study, { cases: [id], seen: true });
  const ageCheck = async () =>
    (await installation.conduct.studies.detail(coordinator, study)).freezeChecks.find(
      (each) => each.id === 'gestational-age',
    );
  expect(await ageCheck()).toMatchObject({ met: false, remedy: expect.stringContaining(sourceLabel) as string });
  const row = { case: sourceLabel, positive: true, grade: 1, site: null };
  const put = (gestationalAgeWeeks: number) =>
    installation.conduct.cases.putReferenceStandard(coordinator, study, [{ ...row, gestationalAgeWeeks }]);
  await put(24);
  expect(await ageCheck()).toMatchObject({ met: false, remedy: expect.stringContaining('Outside') as string });
  const [listed] = (await installation.conduct.cases.list(study, wholePage)).items;
  expect(listed).toMatchObject({
    id,
    gestationalAgeWeeks: 24,
    problems: [{ rule: expect.stringMatching(/at least 25 weeks; it is 24.0/) as string }],
  });
  await put(25);
  expect(await ageCheck()).toMatchObject({ met: true });
});
