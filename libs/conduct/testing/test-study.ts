import type {
  Answers,
  OpenRead,
  ReadId,
  ReadingEvent,
  ReadingState,
  StudyId,
  Submission,
  SubmittedRead,
} from '@lectern/contracts';
import type { Actor } from '../src/conduct.js';
import { signing, type TestInstallation } from './test-installation.js';

const shortQuestions = `  - { id: present, kind: decision, text: 'Present?' }
  - { id: likelihood, kind: rating, text: Likelihood }
  - { id: confidence, kind: ordinal, text: Confidence, levels: [none, low, some, high, full] }`;

/** A protocol of few cases, short enough for a test. */
export const protocolText = (cases = 4, readers = 2): string => `
lectern: 1
title: A study for tests
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: detector, version: 1.0.0, shows: [score, segmentation] } }
design: { kind: crossover, sessions: 2, washout: { days: 28 } }
readers: { planned: ${readers} }
cases: { planned: ${cases}, stacks: [axial] }
questions:
${shortQuestions}
analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary }
    - { id: sensitivity, figure: sensitivity, role: secondary }
    - { id: specificity, figure: specificity, role: secondary }
    - { id: time, figure: time, role: secondary }
    - { id: confidence, figure: confidence, role: secondary }
`;

/** A crossover of two readers without AI in which findings are marked; the rest is what a test of lesions tries. */
export const lesionProtocol = (trial: {
  readonly title: string;
  readonly cases: number;
  /** Members of the findings question beyond its kind. */
  readonly findings: string;
  readonly localisation: string;
  readonly endpoints: readonly string[];
}): string => `
lectern: 1
title: ${trial.title}
target: Haemorrhage
conditions: [{ id: first, name: First }, { id: second, name: Second }]
design: { kind: crossover, sessions: 2, washout: { days: 28 } }
readers: { planned: 2 }
cases: { planned: ${trial.cases}, stacks: [axial] }
questions:
${shortQuestions}
  - { kind: findings, required: false, ${trial.findings} }
analysis:
  comparison: { from: first, to: second }
  localisation: { ${trial.localisation} }
  endpoints:
${trial.endpoints.map((endpoint) => `    - { ${endpoint} }`).join('\n')}
`;

/** Of these ids it is known in tests what is AI's and what is source. */
export const uidsOf = (number: number) => ({
  study: `2.25.1${number}`,
  series: `2.25.2${number}`,
  image: `2.25.3${number}`,
  segmentationSeries: `2.25.4${number}`,
  segmentation: `2.25.5${number}`,
  heatMapSeries: `2.25.6${number}`,
  heatMap: `2.25.7${number}`,
});

/** A case with one stack of one image in store and record, as intake leaves it, and an AI result, or its failure, as inference leaves it; odd numbers are positive. */
export async function addReadyCase(
  to: TestInstallation,
  study: StudyId,
  number: number,
  aiFailed = false,
): Promise<string> {
  const { records, ids, store } = to;
  const caseId = ids.next();
  const uid = uidsOf(number);
  const stackId = ids.next();
  await store.put(`cases/${caseId}/${uid.series}/metadata.json`, Buffer.from('[{}]'));
  await store.put(`cases/${caseId}/${uid.series}/frames`, Uint8Array.of(number));
  await records.transaction(async (tx) => {
    await tx.cases.create(caseId, tx.now);
    await tx.cases.put({ studyId: study, caseId, number, sourceLabel: `case-${number}` });
    const stack = {
      id: stackId,
      caseId,
      orientation: 'axial',
      seriesInstanceUid: uid.series,
      slices: 1,
      rows: 1,
      columns: 1,
      sopInstanceUids: [uid.image],
      detail: { frameBytes: 1, series: { '0020000E': { vr: 'UI', Value: [uid.series] } } },
    };
    const stored = {
      decidedAt: tx.now,
      studyInstanceUid: uid.study,
      patientKey: `p${number}`,
      pixelHash: `hash-${number}`,
    };
    await tx.cases.markStored(caseId, { ...stored, deidentification: null }, [stack]);
    await tx.cases.markReady(caseId, { acceptedAt: tx.now, acceptedBy: 'Coordinator', acceptanceReason: null });
    const model = await tx.aiResults.registerModel({
      id: 'model-1',
      model: 'detector',
      version: '1.0.0',
      sha256: 'a'.repeat(64),
      manifest: {},
      registeredAt: tx.now,
    });
    const positive = number % 2 === 1 && !aiFailed;
    const score = positive ? 0.9 : 0.1;
    const resultId = ids.next();
    await tx.aiResults.add(
      {
        id: resultId,
        caseId,
        modelVersionId: model.id,
        state: aiFailed ? 'failed' : 'done',
        reason: null,
        score: aiFailed ? null : score,
        detail: aiFailed ? null : { foreign: positive },
        outputHash: `output-${number}`,
        computedAt: tx.now,
        ...{ reportUid: null, reportSha256: null },
      },
      positive
        ? [
            {
              ...{ id: ids.next(), kind: 'segmentation', stackId, sha256: 'b' },
              seriesInstanceUid: uid.segmentationSeries,
              sopInstanceUid: uid.segmentation,
            },
            {
              ...{ id: ids.next(), kind: 'heat-map', stackId, sha256: 'c' },
              seriesInstanceUid: uid.heatMapSeries,
              sopInstanceUid: uid.heatMap,
            },
          ]
        : [],
    );
    if (positive) {
      await store.put(`ai/${resultId}/${uid.segmentation}.dcm`, Uint8Array.of(99));
      await store.put(`ai/${resultId}/${uid.segmentationSeries}.json`, Buffer.from('[{}]'));
      await store.put(`ai/${resultId}/${uid.heatMap}.dcm`, Uint8Array.of(98));
      await store.put(`ai/${resultId}/${uid.heatMapSeries}.json`, Buffer.from('[{}]'));
    }
  });
  return caseId;
}

export interface TestStudy {
  readonly id: StudyId;
  readonly coordinator: Actor;
  readonly readers: readonly Actor[];
}

/** A study with its cases, truth and readers, not frozen yet. Two in one installation need different cases. */
export async function planStudy(
  to: TestInstallation,
  coordinator: Actor,
  cases = 4,
  readers = 2,
  firstCase = 1,
): Promise<TestStudy> {
  const { conduct } = to;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText(cases, readers) });
  const numbers = Array.from({ length: cases }, (_, n) => firstCase + n);
  for (const number of numbers) await addReadyCase(to, id, number);
  await conduct.cases.putReferenceStandard(
    coordinator,
    id,
    numbers.map((n) => ({
      case: `case-${n}`,
      positive: n % 2 === 1,
      grade: n % 2 ? 2 : 0,
      site: 'Hospital A',
      gestationalAgeWeeks: 24,
    })),
  );
  const invited: Actor[] = [];
  for (let n = 1; n <= readers; n++) {
    const { token } = await conduct.readers.invite(coordinator, id, { name: `Reader ${n}`, kind: 'simulated' });
    invited.push(await to.enter(token));
  }
  return { id, coordinator, readers: invited };
}

export async function startStudy(to: TestInstallation, cases = 4, readers = 2): Promise<TestStudy> {
  const study = await planStudy(to, await to.administrator(), cases, readers);
  await to.conduct.studies.freeze(study.coordinator, study.id, signing());
  return study;
}

/** The read that a state holds. */
export function openOf(state: ReadingState): OpenRead {
  if (state.state !== 'reading') throw new Error(`not reading but ${state.state}`);
  return state.read;
}

export const answers = (change: Answers = {}): Answers => ({
  present: 'absent',
  likelihood: 10,
  confidence: 4,
  ...change,
});

export function submission(
  read: Pick<OpenRead, 'lease'> & Partial<Pick<OpenRead, 'stage'>>,
  at: Date,
  seconds = 20,
  change: Partial<Submission> = {},
): Submission {
  const end = at.getTime();
  const finalEvents: ReadingEvent[] = [
    { kind: 'first-image', atMillis: end - seconds * 1000 },
    { kind: 'submit', atMillis: end },
  ];
  return {
    stage: read.stage ?? 1,
    lease: read.lease,
    revision: 1,
    answers: answers(),
    sequence: 0,
    finalEvents,
    ...change,
  };
}

/** Reads one whole session, 30 s a case. @returns the last submitted read */
export async function readSession(
  { conduct, clock }: TestInstallation,
  reader: Actor,
  study: StudyId,
  answer: (read: OpenRead) => Answers = () => answers(),
): Promise<SubmittedRead> {
  let read = openOf(await conduct.reading.begin(reader, study));
  const { session } = read;
  for (;;) {
    clock.advance({ seconds: 30 });
    const submitted = await conduct.reading.submit(
      reader,
      study,
      read.id as ReadId,
      submission(read, clock.now(), 20, { answers: answer(read) }),
    );
    if (submitted.next.state !== 'reading' || submitted.next.read.session !== session) return submitted;
    read = submitted.next.read;
  }
}
