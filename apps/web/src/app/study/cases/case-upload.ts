import { Component, computed, inject, output, signal } from '@angular/core';
import { uploadCase } from '@lectern/contracts';
import { ArchiveRefusedError } from '@lectern/evidence';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { StudyStore } from '../study.store.js';
import { UploadedNames } from './uploaded-names.js';
import { asChosen, type ChosenFile, filesOfArchive } from './chosen-files.js';
import { groupByCase, likelyReading, type CaseFolder, type FolderReading } from './case-folders.js';

/** Uploads a folder of DICOM files, or a zip archive of one, one request a case, so that one bad case stops no other. */
@Component({ selector: 'lectern-case-upload', imports: [ProblemNote, ProgressBar], templateUrl: './case-upload.html' })
export class CaseUpload {
  readonly sent = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly names = inject(UploadedNames);
  protected readonly texts = inject(Language).texts;
  private readonly files = signal<readonly ChosenFile[]>([]);
  protected readonly reading = signal<FolderReading>('per-subfolder');
  protected readonly grouped = computed(() => groupByCase(this.files(), this.reading()));
  protected readonly fileCount = computed(() => this.grouped().cases.reduce((sum, { files }) => sum + files.length, 0));
  protected readonly done = signal<number | null>(null);
  protected readonly failures = signal<{ label: string; error: unknown }[]>([]);
  protected readonly finished = signal<number | null>(null);
  protected readonly isUnpacking = signal(false);
  /** Why an archive was not taken. */
  protected readonly refusedArchive = signal<string | null>(null);

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
    for (const [index, folder] of cases.entries()) {
      this.done.set(index);
      await this.send(folder).catch((error: unknown) =>
        this.failures.update((failures) => [...failures, { label: folder.label, error }]),
      );
      this.sent.emit();
    }
    this.finished.set(cases.length - this.failures().length);
    this.done.set(null);
    this.files.set([]);
  }

  private async send({ label, files }: CaseFolder<ChosenFile>): Promise<void> {
    const form = new FormData();
    form.append('label', label);
    for (const file of files) form.append('files', file.content, file.name);
    const { id } = await this.api.call(uploadCase, this.store.params(), form);
    this.names.keep(
      id,
      files.map(({ webkitRelativePath, name }) => webkitRelativePath || name),
    );
  }
}
