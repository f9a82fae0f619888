import { computed, signal } from '@angular/core';
import type { Draft, OpenRead, ReadingEvent } from '@lectern/contracts';
import { AnswerForm } from './answer-form.js';
import { EventCollector } from './event-collector.js';
import type { Outgoing } from './outbox.js';

export type ReadSessionState = 'reading' | 'submitting' | 'lease-lost';

export interface ReadSessionDeps {
  readonly enqueue: (item: Outgoing) => void;
  readonly now: () => number;
  /** On what the reader sees this read, and in what light; absent where there is no screen. */
  readonly display?: () => Omit<Extract<ReadingEvent, { kind: 'display' }>, 'kind' | 'atMillis'>;
  /** Whether the page is behind another: it may have gone there while nothing was open. */
  readonly isHidden?: () => boolean;
  /** Runs `act` once after `millis`. @returns a function that prevents it */
  readonly after: (millis: number, act: () => void) => () => void;
}

const draftDelayMillis = 700;
/** A second press of the key that handed in the read before is none of this one. */
const settleMillis = 500;

/** One open read in this page: its form, its events, its drafts and, once, its submission. */
export class ReadSession {
  readonly form: AnswerForm;
  readonly savedAt = signal<string | null>(null);
  readonly state = signal<ReadSessionState>('reading');
  readonly showsIssues = signal(false);
  private readonly isSeen = signal(false);
  private readonly isSettled = signal(false);
  /** Nothing is answered before the images have been on screen, or it was said that they cannot be shown. */
  readonly mayAnswer = computed(() => this.state() === 'reading' && this.isSeen());
  readonly maySubmit = computed(() => this.state() === 'reading' && this.isSettled());
  /** The reader has done nothing for as long as the protocol lets the page stay bright. */
  readonly isDim = signal(false);
  private readonly events: EventCollector;
  private readonly revision = signal(0);
  private readonly savedRevision = signal(0);
  private cancelDraft: (() => void) | null = null;
  private cancelDim: (() => void) | null = null;
  private cancelSettle: (() => void) | null = null;
  /** Whether an answer is not yet with the server. */
  readonly isUnsaved = computed(() => this.revision() > this.savedRevision());

  /**
   * @param unsent answers that an earlier page of this browser could not send; they stand over the server's draft
   * @param continued the stage before was answered in this page: its images are on screen, and its answers stand in the form
   */
  constructor(
    readonly read: OpenRead,
    private readonly deps: ReadSessionDeps,
    unsent: Pick<Draft, 'revision' | 'answers'> | null = null,
    readonly continued = false,
  ) {
    const openedAt = deps.now();
    this.events = new EventCollector(openedAt);
    const stored = read.draft?.revision ?? 0;
    const isNewer = unsent !== null && unsent.revision > stored;
    this.form = new AnswerForm(
      read.questions,
      read.images.stacks,
      (isNewer ? unsent.answers : (read.draft?.answers ?? read.earlier)) ?? {},
      read.stage > 1,
    );
    this.revision.set(isNewer ? unsent.revision : stored);
    this.savedRevision.set(stored);
    this.savedAt.set(read.draft?.savedAt ?? null);
    if (!continued) this.record({ kind: 'page-opened', atMillis: openedAt });
    if (deps.isHidden?.()) this.record({ kind: 'hidden', atMillis: openedAt });
    if (deps.display) this.record({ kind: 'display', atMillis: openedAt, ...deps.display() });
    if (isNewer) this.changed();
    this.brighten();
  }

  record(event: ReadingEvent): void {
    if (this.state() === 'reading') this.events.record(event);
  }

  activity(atMillis: number): void {
    this.brighten();
    if (this.state() === 'reading') this.events.activity(atMillis);
  }

  /** The images came on screen, or it was said that they cannot. */
  seen(): void {
    if (this.isSeen()) return;
    this.isSeen.set(true);
    this.cancelSettle = this.deps.after(settleMillis, () => this.isSettled.set(true));
  }

  /** The page is left, or shows another read. */
  close(): void {
    this.cancelSettle?.();
    this.cancelDim?.();
    this.cancelDim = null;
  }

  /** An answer was given: it is timed now and saved a moment later, when the next has not followed. */
  answered(question: string): void {
    this.record({ kind: 'answered', atMillis: this.deps.now(), question });
    this.changed();
  }

  /** Hands the events so far to the outbox. */
  sendEvents(): void {
    if (this.state() !== 'reading') return;
    for (const batch of this.events.takeBatches(this.deps.now()))
      this.deps.enqueue({ ...this.address, kind: 'events', body: { lease: this.read.lease, ...batch } });
  }

  /** As the page goes away: what waits for its moment leaves now. */
  sendPending(): void {
    if (this.cancelDraft) this.sendDraft();
    this.sendEvents();
  }

  saved(revision: number, at: string): void {
    this.savedRevision.update((before) => Math.max(before, revision));
    this.savedAt.set(at);
  }

  /** Hands the answers in, if nothing is missing. @returns whether it did */
  submit(): boolean {
    if (!this.maySubmit()) return false;
    this.showsIssues.set(true);
    if (this.form.issues().length > 0) return false;
    this.cancelDraft?.();
    this.cancelDraft = null;
    this.record({ kind: 'submit', atMillis: this.deps.now() });
    const { batches, sequence, finalEvents } = this.events.takeFinal();
    for (const batch of batches)
      this.deps.enqueue({ ...this.address, kind: 'events', body: { lease: this.read.lease, ...batch } });
    this.revision.update((revision) => revision + 1);
    this.state.set('submitting');
    const body = {
      stage: this.read.stage,
      lease: this.read.lease,
      revision: this.revision(),
      answers: this.form.answers(),
      sequence,
      finalEvents,
    };
    this.deps.enqueue({ ...this.address, kind: 'submission', body });
    return true;
  }

  /** Another page has taken the read over: nothing of this one counts any more. */
  loseLease(): void {
    this.cancelDraft?.();
    this.cancelDraft = null;
    this.state.set('lease-lost');
  }

  private brighten(): void {
    const { dimAfterSeconds } = this.read;
    if (dimAfterSeconds === undefined) return;
    this.isDim.set(false);
    this.cancelDim?.();
    this.cancelDim = this.deps.after(dimAfterSeconds * 1000, () => this.isDim.set(true));
  }

  private get address() {
    return { study: this.read.study, read: this.read.id };
  }

  private changed(): void {
    if (this.state() !== 'reading') return;
    this.revision.update((revision) => revision + 1);
    this.cancelDraft?.();
    this.cancelDraft = this.deps.after(draftDelayMillis, () => this.sendDraft());
  }

  private sendDraft(): void {
    this.cancelDraft?.();
    this.cancelDraft = null;
    const body = {
      stage: this.read.stage,
      lease: this.read.lease,
      revision: this.revision(),
      answers: this.form.draft(),
    };
    this.deps.enqueue({ ...this.address, kind: 'draft', body });
  }
}
