import { Component, computed, inject, resource, signal } from '@angular/core';
import { discardUpload, listUploads, type CaseUploadView } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { Modal } from '../../ui/modal.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { CaseUploads } from './case-uploads.js';

/** Uploads that broke off: how much of each is there, and how to go on. */
@Component({
  selector: 'lectern-unfinished-uploads',
  imports: [Modal, ProblemNote],
  template: `
    @if (shown().length) {
      <section class="stack tight">
        <h3>{{ texts().uploads.unfinished }}</h3>
        <p class="muted">{{ texts().uploads.goOn }}</p>
        @for (upload of shown(); track upload.id) {
          <div class="row">
            <strong>{{ upload.label }}</strong>
            <span class="tabular">{{
              texts().uploads.there(megabytes(upload.received), megabytes(upload.bytes))
            }}</span>
            <span class="muted">{{ texts().uploads.until(formats.dateTime(upload.expiresAt)) }}</span>
            <button type="button" aria-haspopup="dialog" class="danger" (click)="discarding.set(upload)">
              {{ texts().uploads.discard }}
            </button>
          </div>
        }
      </section>
    }
    @if (discarding(); as upload) {
      <lectern-modal [heading]="texts().uploads.discardTitle(upload.label)" (closed)="discarding.set(null)">
        <p>{{ texts().uploads.discardHint(megabytes(upload.received)) }}</p>
        <div class="row">
          <button type="button" class="danger" (click)="discard(upload.id)">{{ texts().uploads.discard }}</button>
          <button type="button" (click)="discarding.set(null)">{{ texts().general.cancel }}</button>
        </div>
      </lectern-modal>
    }
    @if (error(); as problem) {
      <lectern-problem-note [error]="problem" />
    }
  `,
})
export class UnfinishedUploads {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly uploads = inject(CaseUploads);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly error = signal<unknown>(null);
  /** The upload that is about to be discarded. */
  protected readonly discarding = signal<CaseUploadView | null>(null);
  /** Asked for anew when an upload of this page ends. */
  private readonly isUploading = computed(() => this.uploads.batch() !== null);
  private readonly found = resource({
    params: () => ({ ...this.store.params(), isUploading: this.isUploading() }),
    loader: ({ params: { study, isUploading }, abortSignal }) =>
      isUploading ? Promise.resolve([]) : this.api.call(listUploads, { study }, undefined, abortSignal),
  });
  protected readonly shown = computed(() => (this.found.hasValue() ? this.found.value() : []));

  protected async discard(upload: string): Promise<void> {
    this.error.set(null);
    this.discarding.set(null);
    try {
      await this.api.call(discardUpload, { ...this.store.params(), upload });
      this.found.reload();
    } catch (error) {
      this.error.set(error);
    }
  }

  protected megabytes(bytes: number): string {
    return this.formats.number(bytes / 1e6, 1);
  }
}
