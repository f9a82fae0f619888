import { Component, computed, effect, inject, output, signal } from '@angular/core';
import { ArchiveRefusedError } from '@lectern/evidence';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { StudyStore } from '../study.store.js';
import { CaseUploads } from './case-uploads.js';
import { UnfinishedUploads } from './unfinished-uploads.js';
import { asChosen, type ChosenFile, filesOfArchive } from './chosen-files.js';
import { groupByCase, likelyReading, type FolderReading } from './case-folders.js';

/** Uploads a folder of DICOM files, or a zip archive of one, case by case. */
@Component({
  selector: 'lectern-case-upload',
  imports: [ProblemNote, ProgressBar, UnfinishedUploads],
  templateUrl: './case-upload.html',
})
export class CaseUpload {
  readonly sent = output();
  private readonly store = inject(StudyStore);
  private readonly uploads = inject(CaseUploads);
  private readonly formats = inject(Formats);
  protected readonly texts = inject(Language).texts;
  private readonly files = signal<readonly ChosenFile[]>([]);
  protected readonly reading = signal<FolderReading>('per-subfolder');
  protected readonly grouped = computed(() => groupByCase(this.files(), this.reading()));
  protected readonly fileCount = computed(() => this.grouped().cases.reduce((sum, { files }) => sum + files.length, 0));
  /** What is under way, in whatever study. */
  protected readonly batch = this.uploads.batch;
  /** The same, where it is this study's. */
  protected readonly own = computed(() => {
    const batch = this.batch();
    return batch?.study === this.store.params().study ? batch : null;
  });
  protected readonly failures = signal<readonly { label: string; error: unknown }[]>([]);
  protected readonly finished = signal<number | null>(null);
  protected readonly isUnpacking = signal(false);
  /** Why an archive was not taken. */
  protected readonly refusedArchive = signal<string | null>(null);

  constructor() {
    const done = computed(() => this.own()?.done);
    effect(() => {
      if (done() !== undefined) this.sent.emit();
    });
  }

  protected choose(input: HTMLInputElement): void {
    this.take([...(input.files ?? [])].map(asChosen));
    input.value = ''; // the same may be chosen again
  }

  protected async chooseArchive(input: HTMLInputElement): Promise<void> {
    const [archive] = input.files ?? [];
    input.value = '';
    if (!archive) return;
    this.take([]);
    this.isUnpacking.set(true);
    try {
      this.take(await filesOfArchive(archive));
    } catch (error) {
      if (!(error instanceof ArchiveRefusedError)) throw error;
      this.refusedArchive.set(error.message);
    } finally {
      this.isUnpacking.set(false);
    }
  }

  private take(files: readonly ChosenFile[]): void {
    this.files.set(files);
    this.reading.set(likelyReading(files));
    this.finished.set(null);
    this.failures.set([]);
    this.refusedArchive.set(null);
  }

  protected async upload(): Promise<void> {
    const { cases } = this.grouped();
    this.failures.set([]);
    const { done, failures } = await this.uploads.send(this.store.params().study, cases);
    this.failures.set(failures);
    this.finished.set(done - failures.length);
    this.files.set([]);
  }

  protected stop(): void {
    this.uploads.stop();
  }

  protected megabytes(bytes: number): string {
    return this.formats.number(bytes / 1e6, 1);
  }
}
