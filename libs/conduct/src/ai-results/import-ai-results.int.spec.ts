import type { CaseId, StudyId } from '@lectern/contracts';
import { code, parseInstance, readReport, readSegmentation, writeScoreReport, writeSegmentation, type ImageDescription } from '@lectern/dicom'; // prettier-ignore
import { asUpload, examination, type TestExamination } from '../../testing/test-examination.js';
import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { protocolText } from '../../testing/test-study.js';
import type { Activities } from '../activities/create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import type { Actor } from '../conduct.js';
import { reportKey, segmentationKey } from '../object-keys.js';

let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;
let study: StudyId;
const declared = { model: 'elsewhere', version: '2.1', description: 'A group that ran it on its own machines', finding: 'Haemorrhage' }; // prettier-ignore
const examinations: TestExamination[] = [
  { patient: 'A', lesion: true, slices: 5 },
  { patient: 'BB', slices: 6 },
  { patient: 'CCC', slices: 7 },
];

beforeAll(async () => {
  installation = await startTestInstallation();
  activities = activitiesOf(installation);
  coordinator = await installation.administrator();
  const protocol = protocolText(3, 1).replace('model: detector, version: 1.0.0', "model: elsewhere, version: '2.1'");
  const { conduct } = installation;
  study = (await conduct.studies.create(coordinator, { protocol })).id;
  for (const each of examinations) {
    const { id } = await conduct.cases.receive(coordinator, study, each.patient!, asUpload(examination(each)));
    await activities.examineCase(id);
    await activities.acceptCase(id);
    await conduct.cases.accept(coordinator, study, { cases: [id], seen: true });
  }
});
afterAll(() => installation.close());

const imagesOf = (each: TestExamination) => examination(each).map(({ bytes }) => parseInstance(bytes));
const importing = (
  model: Partial<typeof declared & { threshold: number }>,
  ...files: { name: string; bytes: Uint8Array }[]
) => installation.conduct.cases.importAiResults(coordinator, study, { ...declared, ...model }, asUpload(files));
const csv = (...lines: string[]) => ({ name: 'scores.csv', bytes: new TextEncoder().encode(lines.join('\n')) });

const mask = (image: ImageDescription, place: number) =>
  Uint8Array.from({ length: image.geometry.rows * image.geometry.columns }, (_, i) => (i % 7 === place ? 1 : 0));
function outlines(images: readonly ImageDescription[]) {
  const masks = new Map(images.slice(1, 3).map((image, place) => [image.uids.sopInstanceUid, mask(image, place)]));
  const segment = { label: 'theirs', category: code.abnormalStructure, type: code.haemorrhage, algorithm: { name: 'theirs', version: '0' }, cielab: [0, 0, 0] as const };
  return writeSegmentation({ images, masks, segment, contentDate: '20261125', contentTime: '101500' })!;
} // prettier-ignore
const scored = (images: readonly ImageDescription[], score: number) =>
  writeScoreReport({ images, algorithm: { name: 'theirs', version: '0' }, finding: code.haemorrhage, score, contentDate: '20261125', contentTime: '101500' }); // prettier-ignore

test('what does not fit is named by file and line, and nothing is taken over', async () => {
  const bad = importing(
    {},
    csv('case,score,positive', 'A,0.9,1', 'NOBODY,0.1,0', 'BB,high,0', 'CCC,,', 'BB,0.2,maybe'),
    { name: 'foreign.dcm', bytes: outlines(imagesOf({ patient: 'STRANGER' })) },
    { name: 'cut.dcm', bytes: outlines(imagesOf(examinations[0]!)).subarray(0, 700) },
    { name: 'other-score.dcm', bytes: scored(imagesOf(examinations[0]!), 0.8) },
  );
  const error = (await bad.catch((reason: unknown) => reason)) as { code: string; issues: { path: string; line?: number }[] }; // prettier-ignore
  expect(error.code).toBe('ai-results');
  expect(error.issues.map(({ path, line }) => `${path}:${line ?? ''}`).sort()).toEqual(
    [
      'cut.dcm:',
      'foreign.dcm:',
      'other-score.dcm:',
      'scores.csv:3',
      'scores.csv:4',
      'scores.csv:5',
      'scores.csv:6',
    ].sort(),
  );
  expect(await installation.records.read.aiResults.findModel('elsewhere', '2.1')).toBeNull();
  await expect(importing({}, csv('label,score', 'A,1'))).rejects.toMatchObject({ issues: [{ line: 1 }] });
  const stored: string[] = [];
  for await (const key of installation.store.list('ai/')) stored.push(key);
  expect(stored).toEqual([]);
});

test('results become a model version like any other, and a case without one says why', async () => {
  const { records, store, conduct } = installation;
  await activities.failInference({ case: (await records.read.cases.ofStudy(study))[0]!.caseId as CaseId, model: 'elsewhere', version: '2.1' }, 'no such model'); // prettier-ignore
  const [a, b] = [imagesOf(examinations[0]!), imagesOf(examinations[1]!)];
  const result = await importing(
    { threshold: 0.5 },
    csv('case,score,reason', 'A,0.93,', 'CCC,,motion'),
    { name: 'a.dcm', bytes: outlines(a) },
    { name: 'b-score.dcm', bytes: scored(b, 0.25) },
  );
  expect(result).toMatchObject({ cases: 2, scores: 2, segmentations: 1, unavailable: [{ case: 'CCC', reason: 'motion' }] }); // prettier-ignore
  const cases = await records.read.cases.ofStudy(study);
  const byLabel = new Map(cases.map(({ sourceLabel, caseId }) => [sourceLabel, caseId]));
  const found = async (label: string) => (await records.read.aiResults.find(byLabel.get(label)!, 'elsewhere', '2.1'))!;
  const [ofA, ofB, ofC] = [await found('A'), await found('BB'), await found('CCC')];
  expect(ofA).toMatchObject({ state: 'done', score: 0.93, detail: { external: true, positive: true }, modelVersion: { sha256: result.sha256, manifest: { external: true } } }); // prettier-ignore
  expect(ofB).toMatchObject({ state: 'done', score: 0.25, detail: { positive: false }, segmentations: [] });
  expect(ofC).toMatchObject({ state: 'failed', reason: 'motion', score: null });

  const written = readSegmentation(await store.get(segmentationKey(ofA.id, ofA.segmentations[0]!.sopInstanceUid)));
  const [stack] = cases.find(({ sourceLabel }) => sourceLabel === 'A')!.case.stacks;
  expect(written.frames.map(({ sopInstanceUid, mask: inside }) => [stack!.sopInstanceUids.indexOf(sopInstanceUid), inside])).toEqual([[1, mask(a[1]!, 0)], [2, mask(a[2]!, 1)]]); // prettier-ignore
  const report = readReport(await store.get(reportKey(ofA.id, ofA.reportUid!)));
  expect(report.groups[0]!.measurements[0]!.value).toBe(0.93);
  expect(stack!.sopInstanceUids).toEqual(expect.arrayContaining([...report.evidence]));
  const everything: string[] = [];
  for await (const key of store.list('ai/')) everything.push(Buffer.from(await store.get(key)).toString('latin1'));
  expect(everything.filter((text) => /DOE|2\.25\.777|theirs/.test(text))).toEqual([]);

  const { freezeChecks } = await conduct.studies.detail(coordinator, study);
  expect(freezeChecks.find(({ id }) => id === 'ai-results-elsewhere-2.1')).toMatchObject({ met: true, text: expect.stringContaining('for 1 it is unavailable') }); // prettier-ignore
});

test('a version that has results here stays as it is', async () => {
  await expect(importing({}, csv('case,score', 'A,0.1'))).rejects.toMatchObject({ code: 'model-known' });
  expect(await importing({ version: '2.2' }, csv('case,score', 'A,0.1'))).toMatchObject({ cases: 1, unavailable: [{}, {}] }); // prettier-ignore
});
