import { Component, inject, output } from '@angular/core';
import { importReferenceObjects } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { FileImport } from '../file-import.js';
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
          <button type="button" (click)="files.click()" [disabled]="import.working()">
            {{ import.working() ? texts().cases.importing : texts().truthing.outlines.choose }}
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
      @if (import.result(); as counts) {
        <p role="status">{{ texts().truthing.outlines.done(counts.lesions, counts.cases) }}</p>
      }
      @if (import.error(); as problem) {
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
  protected readonly import = new FileImport((form) =>
    this.api.call(importReferenceObjects, this.store.params(), form),
  );

  protected async take(input: HTMLInputElement): Promise<void> {
    if (await this.import.take(input)) this.imported.emit();
  }
}
