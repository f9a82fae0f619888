import { Injectable, computed, inject, signal, type OnDestroy } from '@angular/core';
import {
  ApiError,
  reportProblem,
  signDocuments,
  type Draft,
  type Feedback,
  type OpenRead,
  type ReadingOverview,
  type ReadingState,
  type ReportProblem,
  type SignDocuments,
  type SubmittedRead,
} from '@lectern/contracts';
import { Api } from '../core/api.js';
import { browserTime } from './model/browser-time.js';
import { Outbox, type Outgoing } from './model/outbox.js';
import { ReadSession } from './model/read-session.js';
import { outboxStore } from './outbox-store.js';
import { READING_WAYS } from './reading-ways.js';
import { ViewingConditions } from './viewing-conditions.js';

const answerMillis = 15_000;
const eventsEveryMillis = 5_000;
/** setTimeout counts in 32 bits; a longer washout is asked about again after this. */
const longestWaitMillis = 6 * 3_600_000;
/** How often a page asks whether somebody else has let its reader in. */
const letInMillis = 60_000;

/** Where the reader stands in the study, and the read that is open in this page. */
@Injectable()
export class ReadingStore implements OnDestroy {
  private readonly api = inject(Api);
  private readonly screen = inject(ViewingConditions);
  private readonly ways = inject(READING_WAYS);
  private readonly known = signal<ReadingOverview | null>(null);
  private readonly open = signal<ReadSession | null>(null);
  private readonly outbox = new Outbox({
    send: (item) => this.send(item),
    onSent: (item, result) => this.sent(item, result),
    onRefused: (item, error) => this.refused(item, error),
    store: outboxStore(sessionStorage),
    pause: wakeablePause,
  });
  private unsent: (Pick<Draft, 'revision' | 'answers'> & { read: string }) | null = null;
  private waking: ReturnType<typeof setTimeout> | undefined;
  private readonly batching = setInterval(() => this.open()?.sendEvents(), eventsEveryMillis);

  readonly overview = this.known.asReadonly();
  readonly session = this.open.asReadonly();
  readonly now = computed<ReadingState | null>(() => this.known()?.now ?? null);
  readonly error = signal<unknown>(null);
  readonly working = signal(false);
  /** Of the practice case that was submitted last. */
  readonly feedback = signal<Feedback | null>(null);
  readonly connection = this.outbox.connection.asReadonly();
  readonly waiting = this.outbox.waiting.asReadonly();

  /** Sends what an earlier page left behind, then takes up where the reader stands. */
  async load(study: string): Promise<void> {
    await this.attempt(async () => {
      await this.outbox.flush();
      const overview = await this.inOwnTimeZone(study, await this.api.call(this.ways.overview, { study }));
      this.known.set(overview);
      // An open read belongs to one page: this one takes it over, the page before it loses its lease.
      if (overview.now.state === 'reading') await this.takeOver(overview.now.read);
      else this.follow(overview.now);
    });
  }

  async begin(): Promise<void> {
    const study = this.known()?.study;
    if (study) await this.attempt(async () => this.follow(await this.api.call(this.ways.begin, { study })));
  }

  async sign(documents: SignDocuments): Promise<void> {
    const study = this.known()?.study;
    if (study) await this.attempt(async () => this.follow(await this.api.call(signDocuments, { study }, documents)));
  }

  async report(problem: Pick<ReportProblem, 'kind' | 'text'>): Promise<void> {
    const study = this.known()?.study;
    const read = this.open()?.read.id;
    if (study) await this.api.call(reportProblem, { study }, { ...problem, ...(read ? { read } : {}) });
  }

  /** Goes on in this page with a read that was opened in another. */
  async takeOverHere(): Promise<void> {
    const study = this.known()?.study;
    if (study) await this.load(study);
  }

  sendPending(): void {
    this.open()?.sendPending();
  }

  /** The page goes away: everything leaves now, and what does not arrive is sent by the next page. */
  leave(): void {
    this.sendPending();
    this.outbox.sendAll();
  }

  retryNow(): void {
    this.outbox.retryNow();
  }

  ngOnDestroy(): void {
    clearInterval(this.batching);
    clearTimeout(this.waking);
    this.open()?.close();
    this.leave();
  }

  /** Dates and quotas are by the clock of this browser. */
  private async inOwnTimeZone(study: string, overview: ReadingOverview): Promise<ReadingOverview> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!this.ways.timeZone || !timeZone || overview.timeZone === timeZone) return overview;
    return { ...overview, timeZone, now: await this.api.call(this.ways.timeZone, { study }, { timeZone }) };
  }

  private async takeOver(read: OpenRead): Promise<void> {
    const taken = await this.api.call(this.ways.takeOver, { study: read.study, read: read.id });
    this.follow({ state: 'reading', read: taken });
  }

  /** Shows a state of the reader; an open read becomes the session of this page. */
  private follow(now: ReadingState, after: OpenRead | null = null): void {
    clearTimeout(this.waking);
    this.known.update((overview) => overview && { ...overview, now });
    this.open()?.close();
    if (now.state !== 'reading') {
      this.open.set(null);
      if (now.state === 'washout') this.wakeAt(Date.parse(now.opensAt));
      if (now.state === 'break' || now.state === 'day-done') this.wakeAt(Date.parse(now.until));
      if (now.state === 'not-started' || now.state === 'not-qualified') this.wakeAt(Date.now() + letInMillis);
      return;
    }
    const unsent = this.unsent?.read === now.read.id ? this.unsent : null;
    this.unsent = null;
    this.open.set(
      new ReadSession(
        now.read,
        {
          enqueue: (item) => this.outbox.enqueue(item),
          now: browserTime,
          display: () => this.screen.now(),
          isHidden: () => document.visibilityState === 'hidden',
          after: (millis, act) => {
            const timer = setTimeout(act, millis);
            return () => clearTimeout(timer);
          },
        },
        unsent,
        after?.id === now.read.id,
      ),
    );
  }

  /** Asks again when the washout is over by this computer's clock; the server's decides. */
  private wakeAt(millis: number): void {
    const wait = Math.min(Math.max(millis - Date.now(), 0) + 1_000, longestWaitMillis);
    this.waking = setTimeout(() => void this.load(this.known()?.study ?? ''), wait);
  }

  private send(item: Outgoing): Promise<unknown> {
    const params = { study: item.study, read: item.read };
    const signal = AbortSignal.timeout(answerMillis);
    switch (item.kind) {
      case 'events':
        return this.ways.events ? this.api.call(this.ways.events, params, item.body, signal) : Promise.resolve(null);
      case 'draft':
        return this.api.call(this.ways.draft, params, item.body, signal);
      case 'submission':
        return this.api.call(this.ways.submit, params, item.body, signal);
    }
  }

  private sent(item: Outgoing, result: unknown): void {
    const session = this.open();
    if (session?.read.id !== item.read) return;
    if (item.kind === 'draft') {
      const { revision, savedAt } = result as { revision: number; savedAt: string };
      session.saved(revision, savedAt);
    }
    if (item.kind === 'submission') {
      const { next, feedback = null } = result as Pick<SubmittedRead, 'next'> & Partial<SubmittedRead>;
      const isWhole = session.read.stage === session.read.stages;
      if (isWhole) this.known.update((overview) => overview && { ...overview, submitted: overview.submitted + 1 });
      this.feedback.set(feedback);
      this.follow(next, session.read);
    }
  }

  private refused(item: Outgoing, error: unknown): void {
    const session = this.open();
    if (item.kind !== 'events') this.unsent = { read: item.read, ...item.body };
    if (session?.read.id !== item.read) return;
    this.outbox.forget(item.read);
    if (error instanceof ApiError && error.problem.type === 'lease-lost') return session.loseLease();
    // The record does not take it (submitted elsewhere, or a fault): what it holds is shown, not what this page believes.
    this.open.set(null);
    this.error.set(error);
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await act();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}

function wakeablePause(millis: number): { done: Promise<void>; wake: () => void } {
  let wake = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, millis);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { done, wake };
}
