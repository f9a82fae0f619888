import { Injectable, computed, inject, signal, type OnDestroy } from '@angular/core';
import {
  freezeStudy,
  getProgress,
  getStudy,
  grants,
  lockStudy,
  pathOf,
  streamProgress,
  type Permission,
  type BundleExportState,
  type Progress,
  type Signing,
  type StudyDetail,
} from '@lectern/contracts';
import { Api } from '../core/api.js';
import { ProgressFeed } from './progress-feed.js';

/** One study as its console pages see it: what was decided, and what happens now. */
@Injectable()
export class StudyStore implements OnDestroy {
  private readonly api = inject(Api);
  private readonly id = signal('');
  private readonly current = signal<StudyDetail | null>(null);
  private readonly latest = signal<Progress | null>(null);
  private feed: ProgressFeed | null = null;

  private readonly bundles = signal<BundleExportState[] | null>(null);
  readonly detail = this.current.asReadonly();
  readonly progress = this.latest.asReadonly();
  /** The newest bundles, as the live feed tells of them; null: it told of none yet. */
  readonly exports = this.bundles.asReadonly();
  readonly mode = signal<'live' | 'polling'>('live');
  readonly error = signal<unknown>(null);
  readonly phase = computed(() => this.latest()?.phase ?? this.current()?.phase ?? null);
  readonly params = computed(() => ({ study: this.id() }));
  readonly coordinates = computed(() => this.current()?.roles.includes('coordinator') ?? false);
  readonly openChecks = computed(() => this.current()?.freezeChecks.filter((check) => !check.met).length ?? 0);
  readonly hasSimulatedReaders = computed(
    () =>
      this.current()?.simulatedReaders ||
      (this.latest()?.readers.some((reader) => reader.kind === 'simulated') ?? false),
  );

  /** Whether the roles of the person here grant an act; the server decides again. */
  may(permission: Permission): boolean {
    return this.current()?.roles.some((role) => grants[role].includes(permission)) ?? false;
  }

  /** Name of the reader with this number in the roster. */
  readerName(number: number): string | undefined {
    return this.latest()?.readers.find((reader) => reader.number === number)?.name;
  }

  open(id: string): void {
    if (id === this.id()) return;
    this.feed?.stop();
    this.id.set(id);
    this.current.set(null);
    this.latest.set(null);
    this.bundles.set(null);
    void this.reload();
    const feed = new ProgressFeed({
      open: () => new EventSource(pathOf(streamProgress, this.params())),
      poll: () => this.api.call(getProgress, this.params()),
      onProgress: (progress) => this.note(progress),
      onExports: (exports) => this.bundles.set(exports),
      onMode: (mode) => this.mode.set(mode),
      every: (millis, act) => {
        const timer = setInterval(act, millis);
        return () => clearInterval(timer);
      },
    });
    this.feed = feed;
    feed.start();
  }

  async reload(): Promise<void> {
    try {
      this.current.set(await this.api.call(getStudy, this.params()));
      this.error.set(null);
    } catch (error) {
      this.error.set(error);
    }
  }

  async freeze(signature: Signing): Promise<void> {
    const seen = this.current()?.protocolTag ?? '';
    this.current.set(await this.api.change(freezeStudy, this.params(), { signature }, seen));
    await this.askProgress();
  }

  async lock(reason: string, signature: Signing): Promise<void> {
    this.current.set(await this.api.call(lockStudy, this.params(), { reason, signature }));
    await this.askProgress();
  }

  /** Asks for the progress now, after an act of one's own. */
  async askProgress(): Promise<void> {
    this.note(await this.api.call(getProgress, this.params()));
  }

  ngOnDestroy(): void {
    this.feed?.stop();
  }

  /** While a study is being prepared each change may meet a freeze check; later only a new phase changes the study itself. */
  private note(progress: Progress): void {
    const before = this.latest();
    this.latest.set(progress);
    const preparing = progress.phase === 'draft' && before !== null;
    if (preparing || (before && before.phase !== progress.phase)) void this.reload();
  }
}
