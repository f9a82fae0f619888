import { Component, inject, output, signal } from '@angular/core';
import { importReferenceObjects, type ImportedObjects } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Imports outlines of lesions from DICOM objects: all of them, or none and what is wrong with which. */
@Component({
  selector: 'lectern-outlines-upload',
  imports: [ProblemNote],
  template: `
    <section class="card stack">
      <div class="row between">
        <div>
          <h2>{{ texts().truthing.outlines.title }}</h2>
          <p class="muted">{{ texts().truthing.outlines.hint }}</p>
        </div>
        <span>
          <button type="button" (click)="files.click()" [disabled]="working()">
            {{ working() ? texts().cases.importing : texts().truthing.outlines.choose }}
          </button>
          <input
            #files
            type="file"
            multiple
            hidden
            [attr.aria-label]="texts().truthing.outlines.choose"
            (change)="take(files)"
          />
        </span>
      </div>
      @if (result(); as counts) {
        <p role="status">{{ texts().truthing.outlines.done(counts.lesions, counts.cases) }}</p>
      }
      @if (error(); as problem) {
        <lectern-problem-note [error]="problem" />
      }
    </section>
  `,
})
export class OutlinesUpload {
  readonly imported = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly working = signal(false);
  protected readonly result = signal<ImportedObjects | null>(null);
  protected readonly error = signal<unknown>(null);

  protected async take(input: HTMLInputElement): Promise<void> {
    const form = new FormData();
    for (const file of input.files ?? []) form.append('files', file, file.name);
    input.value = ''; // so that the same files, corrected, can be chosen again
    if (!form.has('files')) return;
    this.working.set(true);
    this.result.set(null);
    this.error.set(null);
    try {
      this.result.set(await this.api.call(importReferenceObjects, this.store.params(), form));
      this.imported.emit();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
