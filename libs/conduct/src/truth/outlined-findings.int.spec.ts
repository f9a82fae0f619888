// Lesions outlined by readers, from the first outline to the bundle: what is refused, what is kept, and how masks agree with those of the reference standard.
import type { Answers, DraftAnswers, EndpointResult, Mark, OpenRead, PatientPoint, StudyId } from '@lectern/contracts';
import { parseInstance } from '@lectern/dicom';
import { verifyBundle } from '@lectern/evidence';
import { ballMiddle, ballSegmentation, isInBall } from '../../testing/ball-segmentation.js';
import { asUpload, examination, type TestExamination } from '../../testing/test-examination.js';
import { signing, startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { answers, lesionProtocol, openOf, readSession, submission } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import { recomputeBundle } from '../bundle/recompute.js';
import { bundleKey } from '../object-keys.js';
import type { Actor } from '../conduct.js';

const protocol = lesionProtocol({
  title: 'Outlined lesions',
  cases: 3,
  findings: 'id: lesions, text: Outline each, tools: [mask]',
  localisation: 'kind: overlap, atLeast: 0.3',
  endpoints: ['id: found, figure: lesion-sensitivity, role: primary'],
});

const cases: readonly (TestExamination & { patient: string; lesion: boolean })[] = [
  { patient: 'A', lesion: true, slices: 5 },
  { patient: 'BB', lesion: true, slices: 6 },
  { patient: 'CCC', lesion: false, slices: 7 },
];

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;
let study: StudyId;
const readers: Actor[] = [];
/** Images of positive examinations in the order of their place, by study. */
const imagesOf = new Map<string, readonly string[]>();

beforeAll(async () => {
  installation = await startTestInstallation();
  const { conduct, records, enter } = installation;
  activities = activitiesOf(installation);
  coordinator = await installation.administrator();
  study = (await conduct.studies.create(coordinator, { protocol })).id;
  for (const each of cases) {
    const { id } = await conduct.cases.receive(coordinator, study, each.patient, asUpload(examination(each)));
    await activities.examineCase(id);
    await activities.acceptCase(id);
    await conduct.cases.accept(coordinator, study, { cases: [id], seen: true });
    const stored = await records.read.cases.find(id);
    if (each.lesion) imagesOf.set(stored!.studyInstanceUid!, stored!.stacks[0]!.sopInstanceUids);
  }
  const row = { grade: null, site: null, gestationalAgeWeeks: null };
  const truth = cases.map(({ patient, lesion }) => ({ case: patient, positive: lesion, ...row }));
  await conduct.cases.putReferenceStandard(coordinator, study, truth);
  const objects = cases.filter(({ lesion }) => lesion).map((each) => ({
    name: `${each.patient}.dcm`,
    bytes: ballSegmentation(examination(each).map(({ bytes }) => parseInstance(bytes))),
  })); // prettier-ignore
  await conduct.cases.importReferenceObjects(coordinator, study, asUpload(objects));
  for (const name of ['One', 'Two'])
    readers.push(await enter((await conduct.readers.invite(coordinator, study, { name, kind: 'simulated' })).token));
  await conduct.studies.freeze(coordinator, study, signing());
});
afterAll(() => installation.close());

/** Columns by which a condition's outlines lie beside the lesion. */
const beside = (condition: string): number => (condition === 'first' ? 0 : 2);

/** The ball's circle on a slice, as many columns to the right. */
function circle(slice: number, right: number): PatientPoint[] {
  const [x, y] = ballMiddle;
  const radius = Math.sqrt(20 - 4 * (slice - 2) ** 2);
  return Array.from({ length: 64 }, (_, index) => {
    const angle = ((index + 0.5) / 64) * 2 * Math.PI; // no corner on a pixel centre
    return [x + right + radius * Math.cos(angle), y + radius * Math.sin(angle), slice * 4];
  });
}

function outlines({ images, condition }: OpenRead): Mark[] {
  const { seriesInstanceUid } = images.stacks[0]!;
  const uids = imagesOf.get(images.studyInstanceUid) ?? [];
  return uids.slice(0, 5).map((sopInstanceUid, slice) => ({
    ...{ id: `m${slice}`, tool: 'mask', orientation: 'axial', seriesInstanceUid, sopInstanceUid },
    points: circle(slice, beside(condition.id)),
    atMillis: 0,
  }));
}

const withMarks = (marks: Mark[]): Answers =>
  answers({ present: 'present', likelihood: 80, lesions: [{ id: 'f', rating: 80, marks }] });
const outlined = (read: OpenRead): Answers => {
  const marks = outlines(read);
  return marks.length > 0 ? withMarks(marks) : answers();
};

test('what cannot be outlined is refused by name, and what was drawn so far comes back', async () => {
  const { conduct, clock } = installation;
  const [reader] = readers as [Actor];
  const read = openOf(await conduct.reading.begin(reader, study));
  const { seriesInstanceUid } = read.images.stacks[0]!;
  const stored = (await installation.records.read.cases.findByStudyUid(read.images.studyInstanceUid))!.stacks[0]!;
  const good: Mark = {
    ...{ id: 'm', tool: 'mask', orientation: 'axial', seriesInstanceUid, sopInstanceUid: stored.sopInstanceUids[2]! },
    points: circle(2, 0),
    atMillis: 0,
  };
  const other = [...imagesOf].find(([uid]) => uid !== read.images.studyInstanceUid)![1][2]!;
  const bad: [Partial<Mark>, string][] = [
    [{ sopInstanceUid: other }, 'lies on an image that is none of the axial stack of this case'],
    [{ seriesInstanceUid: '2.25.1' }, 'does not lie in the axial stack of this case'],
    [{ points: circle(2, 8) }, 'reaches out of its image'],
    [{ points: circle(1, 0) }, 'does not lie in the plane of its image'],
    [{ points: Array.from({ length: 401 }, () => good.points[0]!) }, 'has 3 to 400 points'],
    [{ tool: 'point', points: good.points.slice(0, 1) }, 'is made with mask'],
  ];
  const submit = (mark: Mark) =>
    conduct.reading.submit(reader, study, read.id, submission(read, clock.now(), 20, { answers: withMarks([mark]) }));
  for (const [change, message] of bad)
    await expect(submit({ ...good, ...change })).rejects.toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'lesions/f/m', message }],
    });
  const drawn: DraftAnswers = { ...withMarks([good]), lesions: [{ id: 'f', rating: null, marks: [good] }] }; // not rated yet
  await conduct.reading.draft(reader, study, read.id, { stage: 1, lease: read.lease, revision: 1, answers: drawn });
  expect(openOf(await conduct.reading.begin(reader, study)).draft?.answers).toEqual(drawn);
});

test('masks are judged and measured, and the bundle alone gives the same numbers', async () => {
  const { conduct, clock, store } = installation;
  for (const session of [1, 2]) {
    for (const reader of readers) await readSession(installation, reader, study, outlined);
    if (session === 1) clock.advance({ days: 28 });
  }
  await conduct.studies.lock(coordinator, study, 'Every read is there.', signing());
  await activities.computeAnalysis(study);
  await activities.writeReport(study);
  const state = await conduct.analysis.state(study);
  if (state.state !== 'done') throw new Error(`the analysis is ${state.state}`);
  const [found] = state.analysis.endpoints as [EndpointResult];
  expect(found.conditions.map(({ value }) => value)).toEqual([1, 1].map((estimate) => expect.objectContaining({ estimate }) as unknown)); // prettier-ignore

  const { whole, shared } = pixelsOfBall();
  const masks = found.beside.find(({ id }) => id === 'masks');
  expect(masks?.statistics.map(({ label, measure, value }) => [label, measure, value])).toEqual([
    ['first', 'Dice similarity', expect.objectContaining({ estimate: 1, n: 4 })],
    ['first', expect.stringContaining('volume'), expect.objectContaining({ estimate: expect.closeTo(0, 12) as number })],
    ['second', 'Dice similarity', expect.objectContaining({ estimate: expect.closeTo(shared / whole, 12) as number })],
    ['second', expect.stringContaining('volume'), expect.objectContaining({ estimate: expect.closeTo(0, 12) as number })],
  ]); // prettier-ignore
  const document = async (name: string) => Buffer.from((await conduct.analysis.document(study, name)).bytes).toString();
  const csv = await document('reads.csv');
  expect(csv).toContain(`""images"":5,""squareMillimetres"":${circlePixels(2)},""millilitres"":${(whole * 4) / 1000}`);
  expect(await document('codebook.csv')).toContain('masks_lesions');
  expect(await document('report.html')).toContain('Masks against the reference standard');

  const { id } = await conduct.exports.request(coordinator, study);
  await activities.exportBundle({ study, id });
  const { findings, files } = verifyBundle(await store.get(bundleKey(study, id)));
  expect(findings).toEqual([]);
  expect(recomputeBundle(files)).toEqual([]);
});

/** Of the ball, and of it and itself two columns to the right. */
function pixelsOfBall(): { whole: number; shared: number } {
  const pixels = Array.from({ length: 24 * 20 * 5 }, (_, i) => [Math.floor(i / 20) % 24, i % 20, Math.floor(i / 480)] as const); // prettier-ignore
  const within = pixels.filter((place) => isInBall(...place));
  return { whole: within.length, shared: within.filter(([r, c, s]) => isInBall(r, c - 2, s)).length };
}

const circlePixels = (slice: number): number =>
  Array.from({ length: 24 * 20 }, (_, i) => isInBall(Math.floor(i / 20), i % 20, slice)).filter(Boolean).length;
