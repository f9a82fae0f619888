import { setTimeout as wait } from 'node:timers/promises';
import {
  type Answers,
  beginSession,
  type CaseImages,
  getReading,
  type OpenRead,
  postEvents,
  type ReadingEvent,
  type ReadingState,
  saveDraft,
  type StudyId,
  submitRead,
} from '@lectern/contracts';
import type { HttpSession } from '../../simulated-readers/http-session.js';
import type { Latencies } from './latencies.js';

/** As the reading page does (apps/web/src/app/reading): event batches so often, a draft after each answer (milliseconds). */
const EVENTS_EVERY = 5_000;
/** Connections that a browser opens to one server. */
const CONNECTIONS = 6;

export interface LoadOptions {
  readonly study: StudyId;
  /** From one submission of a reader to the next. */
  readonly readMillis: number;
  readonly latencies: Latencies;
  readonly signal: AbortSignal;
}

/** One reader at a page: a submission every `readMillis`, however long the server takes, the images of the next case loaded meanwhile. */
export class LoadReader {
  /** When each read's submission was acknowledged, ms since 1970. */
  readonly submitted: number[] = [];
  readonly errors: string[] = [];
  private readonly loads = new Map<string, Promise<void>>();
  /** When the read that is open is to be submitted. */
  private due = 0;

  constructor(
    private readonly session: HttpSession,
    private readonly options: LoadOptions,
  ) {}

  /** Reads until the time is over, or everything is read. */
  async readOn(): Promise<void> {
    this.due = Date.now();
    try {
      let now: ReadingState | null = await this.current();
      while (now?.state === 'reading' && !this.options.signal.aborted) now = await this.read(now.read);
      if (now && !this.options.signal.aborted) throw new Error(`the worklist was too short: ${now.state}`);
    } catch (error) {
      this.errors.push(String(error));
    }
    const ends = await Promise.allSettled(this.loads.values());
    for (const end of ends) if (end.status === 'rejected') this.errors.push(String(end.reason));
  }

  private async current(): Promise<ReadingState> {
    const { study, latencies } = this.options;
    const { now } = await latencies.timed('reading', () => this.session.api.call(getReading, { study }));
    if (now.state !== 'session-ready') return now;
    return latencies.timed('open', () => this.session.api.call(beginSession, { study }));
  }

  /** @returns what comes after; null where the time is over before the read is */
  private async read(read: OpenRead): Promise<ReadingState | null> {
    const { readMillis, signal, latencies, study } = this.options;
    const begun = this.due;
    this.due += readMillis;
    const opened: ReadingEvent = { kind: 'page-opened', atMillis: Date.now() };
    await this.load(read.images);
    if (read.prefetch) this.load(read.prefetch.images).catch(() => undefined); // counted at the end
    const events: ReadingEvent[] = [opened, { kind: 'first-image', atMillis: Date.now() }];
    const params = { study, read: read.id };
    const answers: Answers = {};
    const questions = read.questions.filter(({ when, required }) => required && !when);
    let [sequence, revision] = [0, read.draft?.revision ?? 0];
    for (let at = EVENTS_EVERY; at < readMillis; at += EVENTS_EVERY) {
      if (!(await this.isTime(begun + at))) return null;
      events.push({ kind: 'activity', atMillis: Date.now() });
      const batch = { lease: read.lease, sequence: sequence++, events: events.splice(0) };
      await latencies.timed('events', () => this.session.api.call(postEvents, params, batch));
      const question = at > readMillis / 2 ? questions.shift() : undefined;
      if (!question) continue;
      answers[question.id] = answerTo(question);
      const draft = { lease: read.lease, revision: ++revision, answers };
      await latencies.timed('draft', () => this.session.api.call(saveDraft, params, draft));
    }
    if (!(await this.isTime(this.due)) || signal.aborted) return null;
    for (const question of questions) answers[question.id] = answerTo(question);
    const finalEvents: ReadingEvent[] = [...events, { kind: 'submit', atMillis: Date.now() }];
    const submission = { lease: read.lease, revision: revision + 1, answers, sequence, finalEvents };
    const { next } = await latencies.timed('submit', () => this.session.api.call(submitRead, params, submission));
    this.submitted.push(Date.now());
    return next;
  }

  /** @returns false where the time is over before */
  private async isTime(at: number): Promise<boolean> {
    const { signal } = this.options;
    await wait(Math.max(0, at - Date.now()), undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  /** Metadata and every frame of a case, over as many connections as a browser has; once a case. */
  private load(images: CaseImages): Promise<void> {
    const known = this.loads.get(images.studyInstanceUid);
    const load = known ?? this.loadAll(images);
    this.loads.set(images.studyInstanceUid, load);
    return load;
  }

  private async loadAll({ studyInstanceUid, stacks }: CaseImages): Promise<void> {
    const { latencies } = this.options;
    const paths: string[] = [];
    for (const { seriesInstanceUid } of stacks) {
      const series = `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}`;
      const json = await latencies.timed('metadata', () =>
        this.session.bytes(`${series}/metadata`, 'application/dicom+json'),
      );
      for (const instance of JSON.parse(new TextDecoder().decode(json)) as Record<string, { Value?: string[] }>[])
        paths.push(`${series}/instances/${instance['00080018']?.Value?.[0]}/frames/1`);
    }
    const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
    const connection = async (): Promise<void> => {
      for (let path = paths.shift(); path; path = paths.shift()) {
        const frame = path;
        await latencies.timed('frame', () => this.session.bytes(frame, accept));
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  }
}

function answerTo(question: OpenRead['questions'][number]): Answers[string] {
  switch (question.kind) {
    case 'decision':
      return 'absent';
    case 'rating':
      return question.min;
    case 'ordinal':
      return 1;
    default:
      throw new Error(`the benchmark's protocol asks no ${question.kind}`);
  }
}
