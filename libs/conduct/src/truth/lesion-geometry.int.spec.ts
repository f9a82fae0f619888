import type { Answers, EndpointResult, OpenRead, StudyId } from '@lectern/contracts';
import { parseInstance } from '@lectern/dicom';
import { verifyBundle } from '@lectern/evidence';
import { ballMiddle as middle, ballSegmentation } from '../../testing/ball-segmentation.js';
import { asUpload, examination, type TestExamination } from '../../testing/test-examination.js';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { answers, lesionProtocol, readSession } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import { recomputeBundle } from '../bundle/recompute.js';
import { bundleKey } from '../object-keys.js';
import type { Actor } from '../conduct.js';

const protocol = lesionProtocol({
  title: 'Where the lesions are',
  cases: 4,
  findings: 'id: findings, text: Mark each',
  localisation: 'kind: radius, millimetres: 2, from: edge',
  endpoints: [
    'id: lesions, figure: lesion-sensitivity, role: primary',
    'id: false-marks, figure: false-marks-per-case, role: secondary',
  ],
});

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;
let study: StudyId;
/** The image in the middle of the ball, by examination. */
const positives = new Map<string, string>();

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOf(installation);
  coordinator = await installation.administrator();
  study = (await installation.conduct.studies.create(coordinator, { protocol })).id;
});
afterAll(() => installation.close());

const cases: readonly (TestExamination & { patient: string; lesion: boolean })[] = [
  { patient: 'A', lesion: true, slices: 5 },
  { patient: 'BB', lesion: true, slices: 6 },
  { patient: 'CCC', lesion: false, slices: 7 },
  { patient: 'DDDD', lesion: false, slices: 8 },
];
const filesOf = (each: TestExamination) => examination(each);
const imagesOf = (each: TestExamination) => filesOf(each).map(({ bytes }) => parseInstance(bytes));

const importing = (...files: { name: string; bytes: Uint8Array }[]) =>
  installation.conduct.cases.importReferenceObjects(coordinator, study, asUpload(files));

test('outlines come in under the names of the hospital, all of them or none', async () => {
  const { conduct } = installation;
  for (const each of cases) {
    const { id } = await conduct.cases.receive(coordinator, study, each.patient, asUpload(filesOf(each)));
    expect(await activities.examineCase(id)).toEqual({ accepted: true });
    await activities.acceptCase(id);
    await conduct.cases.accept(coordinator, study, { cases: [id], seen: true });
    const stored = await installation.records.read.cases.find(id);
    if (each.lesion) positives.set(stored!.studyInstanceUid!, stored!.stacks[0]!.sopInstanceUids[2]!);
  }
  const row = { grade: null, site: null, gestationalAgeWeeks: null };
  await conduct.cases.putReferenceStandard(
    coordinator,
    study,
    cases.map(({ patient, lesion }) => ({ case: patient, positive: lesion, ...row })),
  );
  const unmet = (await conduct.studies.detail(coordinator, study)).freezeChecks.filter(({ met }) => !met);
  expect(unmet.map(({ id }) => id)).toEqual(['lesions-located', 'readers-invited']);

  const good = { name: 'a.dcm', bytes: ballSegmentation(imagesOf(cases[0]!)) };
  const bad = importing(
    good,
    { name: 'negative.dcm', bytes: ballSegmentation(imagesOf(cases[2]!)) },
    { name: 'foreign.dcm', bytes: ballSegmentation(imagesOf({ patient: 'NOBODY' })) },
    { name: 'cut.dcm', bytes: good.bytes.subarray(0, 900) },
    { name: 'image.dcm', bytes: filesOf(cases[0]!)[0]!.bytes },
  );
  await expect(bad).rejects.toMatchObject({ code: 'reference-objects' });
  const { issues } = (await bad.catch((error: unknown) => error)) as { issues: { path: string }[] };
  expect(issues.map(({ path }) => path).sort()).toEqual(['cut.dcm', 'foreign.dcm', 'image.dcm', 'negative.dcm']);
  expect((await installation.records.read.references.newest(study))?.version).toBe(1);

  const b = { name: 'b.dcm', bytes: ballSegmentation(imagesOf(cases[1]!)) };
  expect(await importing(good, b)).toMatchObject({ files: 2, cases: 2, lesions: 2, objects: [{ case: 'A', stack: 'axial', lesions: ['bleeding 1'] }, { case: 'BB' }] }); // prettier-ignore
  const newest = (await installation.records.read.references.newest(study))!;
  expect(newest).toMatchObject({ version: 2, source: 'objects', provenance: { files: 2 } });
  const [lesion] = newest.rows.flatMap(({ lesions }) => lesions as { regions: [{ centre: number[]; extent: number[][] }] }[]); // prettier-ignore
  lesion!.regions[0].centre.forEach((each, axis) => expect(each).toBeCloseTo(middle[axis]!, 6));
  expect(lesion!.regions[0].extent.map(([, , z]) => z)).toEqual([-2, 18]); // five slices of 4 mm around z = 8
  const { items } = await conduct.record.audit(study, wholePage);
  expect(JSON.stringify(items)).not.toContain('bleeding'); // nobody learns from the record where a lesion is
});

test('a table that is imported again keeps the outlines of cases that stay positive', async () => {
  const row = { grade: null, site: null, gestationalAgeWeeks: null };
  const rows = cases.map(({ patient, lesion }) => ({ case: patient, positive: lesion, ...row }));
  await installation.conduct.cases.putReferenceStandard(coordinator, study, rows);
  const newest = (await installation.records.read.references.newest(study))!;
  expect(newest.rows.map(({ positive, lesions }) => [positive, (lesions as unknown[]).length])).toEqual(
    newest.rows.map(({ positive }) => [positive, positive ? 1 : 0]),
  );
});

test('marks of readers are judged by the outlines, and the bundle alone gives the same numbers', async () => {
  const { conduct, clock, enter, store } = installation;
  const readers: Actor[] = [];
  for (const name of ['One', 'Two'])
    readers.push(await enter((await conduct.readers.invite(coordinator, study, { name, kind: 'simulated' })).token));
  await conduct.studies.freeze(coordinator, study, signing());
  for (const session of [1, 2]) {
    for (const reader of readers) await readSession(installation, reader, study, marked);
    if (session === 1) clock.advance({ days: 28 });
  }
  await conduct.studies.lock(coordinator, study, 'Every read is there.', signing());
  await activities.computeAnalysis(study);
  await activities.writeReport(study);
  const state = await conduct.analysis.state(study);
  if (state.state !== 'done') throw new Error(`the analysis is ${state.state}`);
  const [found, wrong] = state.analysis.endpoints as [EndpointResult, EndpointResult];
  const byCondition = ({ conditions }: EndpointResult) =>
    conditions.map(({ value }) => (value.status === 'estimated' ? value.estimate : value.reason));
  expect(byCondition(found)).toEqual([0, 1]); // the first condition's marks lie 9 mm off, the second's in the middle
  expect(byCondition(wrong)).toEqual([0.5, 0]); // of four cases, two have a mark that is on no lesion

  const { id } = await conduct.exports.request(coordinator, study);
  await activities.exportBundle({ study, id });
  const { findings, files } = verifyBundle(await store.get(bundleKey(study, id)));
  expect(findings).toEqual([]);
  expect(recomputeBundle(files)).toEqual([]);
});

/** Positive cases get one mark: in the first condition beside the lesion, in the second in its middle. */
function marked({ images, condition }: OpenRead): Answers {
  const sopInstanceUid = positives.get(images.studyInstanceUid);
  if (sopInstanceUid === undefined) return answers();
  const [x, y, z] = middle;
  const point: [number, number, number] = condition.id === 'first' ? [x, y + 14, z] : [x, y, z];
  const { seriesInstanceUid } = images.stacks[0]!;
  const mark = { id: 'm', tool: 'point' as const, orientation: 'axial' as const, seriesInstanceUid, sopInstanceUid, points: [point], atMillis: 0 }; // prettier-ignore
  return answers({ present: 'present', likelihood: 80, findings: [{ id: 'f', rating: 80, marks: [mark] }] });
}
