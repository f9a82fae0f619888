import { setTimeout as wait } from 'node:timers/promises';
import {
  type Answers,
  ApiError,
  beginSession,
  getReading,
  type OpenRead,
  postEvents,
  type ReadId,
  type ReadingEvent,
  type ReadingState,
  saveDraft,
  type StudyId,
  submitRead,
} from '@lectern/contracts';
import type { HttpSession } from '../../simulated-readers/http-session.js';

/** What a page sent of one read, to be held against the record. */
export interface SentRead {
  readonly read: ReadId;
  readonly answers: Answers;
  /** Sequence numbers of its event batches, the last with the submission. */
  readonly sequences: readonly number[];
  /** First image to submit on the page's clock (milliseconds), none of it idle. */
  readonly activeMillis: number;
}

/** A machine that has other work may take minutes to start a server: that is no loss. */
const PATIENCE_MILLIS = 600_000;
const AGAIN_MILLIS = 40;

/** Reads as the reading page does: what was not answered is sent again, with the same content, until it is. */
export class PatientPage {
  constructor(
    private readonly session: HttpSession,
    private readonly study: StudyId,
  ) {}

  /** The read that is open, or becomes so. @returns null where the reader has finished */
  async nextRead(): Promise<OpenRead | null> {
    const params = { study: this.study };
    let now: ReadingState = (await this.patiently(() => this.session.api.call(getReading, params))).now;
    while (now.state === 'session-ready') now = await this.patiently(() => this.session.api.call(beginSession, params));
    if (now.state === 'reading') return now.read;
    if (now.state === 'finished') return null;
    throw new Error(`the reader is neither reading nor finished: ${now.state}`);
  }

  /** Opens, reports events, saves a draft, submits. */
  async readOne(number: number): Promise<SentRead> {
    const read = await this.nextRead();
    if (!read) throw new Error('there is no read left');
    const params = { study: this.study, read: read.id };
    const shown = Date.now();
    const first: ReadingEvent[] = [
      { kind: 'page-opened', atMillis: shown },
      { kind: 'first-image', atMillis: shown },
    ];
    const { lease } = read;
    const answers: Answers = { present: number % 2 ? 'present' : 'absent', likelihood: number % 101, confidence: 3 };
    const revision = (read.draft?.revision ?? 0) + 1;
    const { api } = this.session;
    await this.patiently(() => api.call(postEvents, params, { lease, sequence: 0, events: first }));
    await this.patiently(() => api.call(saveDraft, params, { lease, revision, answers }));
    const activity: ReadingEvent[] = [{ kind: 'activity', atMillis: Date.now() }];
    await this.patiently(() => api.call(postEvents, params, { lease, sequence: 1, events: activity }));
    const submitted = Date.now();
    const finalEvents: ReadingEvent[] = [{ kind: 'submit', atMillis: submitted }];
    const submission = { lease, revision: revision + 1, answers, sequence: 2, finalEvents };
    await this.patiently(() => api.call(submitRead, params, submission));
    return { read: read.id, answers, sequences: [0, 1, 2], activeMillis: submitted - shown };
  }

  /** @throws ApiError for an answer that repeating cannot change */
  private async patiently<T>(request: () => Promise<T>): Promise<T> {
    const end = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      try {
        return await request();
      } catch (error) {
        if (Date.now() > end || (error instanceof ApiError && error.status < 500)) throw error;
        await wait(AGAIN_MILLIS);
      }
    }
  }
}
