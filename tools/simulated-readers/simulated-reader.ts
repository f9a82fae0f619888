import { setTimeout as wait } from 'node:timers/promises';
import {
  type Answers,
  beginSession,
  type Finding,
  getReading,
  type OpenRead,
  postEvents,
  type ReadingEvent,
  type ReadingState,
  saveDraft,
  signDocuments,
  type StudyId,
  submitRead,
} from '@lectern/contracts';
import { fetchCase, type FetchedSlice, nearestSlice } from './case-pixels.js';
import type { HttpSession } from './http-session.js';
import { type SimulatedResponse, simulateRead } from './reader-model.js';

/** What is true of a case, known to the simulated readers alone. */
export interface PrivateTruth {
  readonly positive: boolean;
  /** Centres of the lesions where they are known (LPS, mm). */
  readonly lesions: readonly (readonly [number, number, number])[];
}

/** By the hash of the case's decoded pixels. */
export type TruthFile = Readonly<Record<string, PrivateTruth>>;

/** One second stands for this many of the reader's. */
export const SIMULATED_SECONDS_A_SECOND = 60;

/** Reads a study from the first read to the last through the public API, as the reading page does, and really waits. */
export class SimulatedReader {
  constructor(
    private readonly session: HttpSession,
    private readonly study: StudyId,
    private readonly name: string,
    private readonly seed: string,
    private readonly truth: TruthFile,
  ) {}

  /** @returns the number of reads submitted */
  async readAll(): Promise<number> {
    const params = { study: this.study };
    let submitted = 0;
    let { now } = await this.session.api.call(getReading, params);
    for (;;) {
      if (now.state === 'reading') {
        const { stage, stages } = now.read;
        now = await this.read(now.read);
        if (stage === stages) submitted++;
      } else if (now.state === 'documents') {
        const documents = now.documents.map(({ id, version, hash }) => ({ id, version, hash }));
        now = await this.session.api.call(signDocuments, params, { documents, name: this.name });
      } else if (now.state === 'session-ready') {
        now = await this.session.api.call(beginSession, params);
      } else if (['finished', 'closed', 'withdrawn', 'not-qualified'].includes(now.state)) {
        return submitted;
      } else {
        await wait(1_000);
        ({ now } = await this.session.api.call(getReading, params));
      }
    }
  }

  private async read(read: OpenRead): Promise<ReadingState> {
    const params = { study: this.study, read: read.id };
    const opened: ReadingEvent[] = [{ kind: 'page-opened', atMillis: Date.now() }];
    const { hash, slices } = await fetchCase(this.session, read.images);
    const truth = this.truth[hash];
    if (!truth) throw new Error(`The private truth file has no case with these pixels (${hash})`);
    const response = simulateRead(this.seed, this.name, `${read.session}`, {
      caseHash: hash,
      positive: truth.positive,
      aided: read.condition.aided,
      aiScore: read.ai?.score ?? null,
    });
    opened.push({ kind: 'first-image', atMillis: Date.now() });
    if (read.ai?.state === 'available') opened.push({ kind: 'overlay-shown', atMillis: Date.now() });
    await this.session.api.call(postEvents, params, { lease: read.lease, sequence: 0, events: opened });

    await wait((1_000 * response.seconds) / SIMULATED_SECONDS_A_SECOND);
    const answers = answersOf(read, response, truth, slices);
    const answered = Object.keys(answers).map((question): ReadingEvent => ({
      kind: 'answered',
      atMillis: Date.now(),
      question,
    }));
    const revision = (read.draft?.revision ?? 0) + 1;
    await this.session.api.call(saveDraft, params, { stage: read.stage, lease: read.lease, revision, answers });
    const submitted = await this.session.api.call(submitRead, params, {
      stage: read.stage,
      lease: read.lease,
      revision: revision + 1,
      answers,
      sequence: 1,
      finalEvents: [...answered, { kind: 'submit', atMillis: Date.now() }],
    });
    return submitted.next;
  }
}

/** Answers to the questions of the protocol by their kind; those shown only on a positive decision are left out otherwise. */
function answersOf(
  read: OpenRead,
  response: SimulatedResponse,
  truth: PrivateTruth,
  slices: readonly FetchedSlice[],
): Answers {
  const answers: Answers = {};
  for (const question of read.questions) {
    if (question.when && answers[question.when.question] !== question.when.is) continue;
    if (question.kind === 'decision') answers[question.id] = response.present ? 'present' : 'absent';
    if (question.kind === 'rating')
      answers[question.id] = question.min + (response.likelihood / 100) * (question.max - question.min);
    if (question.kind === 'ordinal') answers[question.id] = Math.min(response.confidence, question.levels.length);
    if (question.kind === 'choice')
      answers[question.id] = question.options[Math.min(1, question.options.length - 1)]?.value ?? '';
    if (question.kind === 'findings') answers[question.id] = findingsOf(read, response, truth, slices);
    if (question.kind === 'text' && question.required) answers[question.id] = 'simulated';
  }
  return answers;
}

function findingsOf(
  read: OpenRead,
  response: SimulatedResponse,
  truth: PrivateTruth,
  slices: readonly FetchedSlice[],
): Finding[] {
  return truth.lesions.map((centre, lesion) => ({
    id: `finding-${lesion + 1}`,
    rating: response.likelihood,
    marks: read.images.stacks.flatMap(({ orientation, seriesInstanceUid }) => {
      const slice = nearestSlice(slices, seriesInstanceUid, centre);
      if (!slice) return [];
      const points: [number, number, number][] = [[centre[0], centre[1], centre[2]]];
      return [
        {
          id: `mark-${lesion + 1}-${orientation}`,
          tool: 'point' as const,
          orientation,
          seriesInstanceUid,
          sopInstanceUid: slice.sopInstanceUid,
          points,
          atMillis: Date.now(),
        },
      ];
    }),
  }));
}
