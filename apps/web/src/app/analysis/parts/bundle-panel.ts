import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { getBundle, listExports, pathOf, requestExport, type BundleExportState } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { StudyStore } from '../../study/study.store.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';

const megabyte = 1_000_000;

/** Bundles of a locked study: asked for, followed live, taken away. */
@Component({
  selector: 'lectern-bundle-panel',
  imports: [ProblemNote],
  template: `
    <section class="card stack tight">
      <div class="row between">
        <h2>{{ texts().bundles.title }}</h2>
        <button type="button" [disabled]="working()" (click)="make()">{{ texts().bundles.make }}</button>
      </div>
      <p class="muted small">{{ texts().bundles.hint }}</p>
      @if (error(); as problem) {
        <lectern-problem-note [error]="problem" />
      }
      <ul class="stack tight" aria-live="polite">
        @for (one of bundles(); track one.id) {
          <li class="row between">
            <span>{{ texts().bundles.of(formats.dateTime(one.requestedAt)) }}</span>
            @switch (one.state) {
              @case ('done') {
                <a class="button" [href]="hrefOf(one)" download [title]="one.sha256 ?? ''">
                  {{ texts().bundles.download(sizeOf(one)) }}
                </a>
              }
              @case ('failed') {
                <span class="pill bad">{{ texts().bundles.failed(texts().server.says(one.reason ?? '')) }}</span>
              }
              @default {
                <span class="muted">{{ texts().server.says(one.step) }} …</span>
              }
            }
          </li>
        } @empty {
          <li class="muted">{{ texts().bundles.none }}</li>
        }
      </ul>
    </section>
  `,
})
export class BundlePanel {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  /** As the server was asked; the live feed's are newer where it told of some. */
  private readonly asked = signal<readonly BundleExportState[]>([]);
  protected readonly bundles = computed(() =>
    this.store.mode() === 'live' ? (this.store.exports() ?? this.asked()) : this.asked(),
  );

  constructor() {
    effect(() => {
      if (this.store.mode() === 'live') return;
      this.store.progress(); // the feed asks in turn while its stream is broken: so does this list
      untracked(() => void this.ask());
    });
  }

  protected async make(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      await this.api.call(requestExport, this.store.params());
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }

  protected hrefOf({ id }: BundleExportState): string {
    return pathOf(getBundle, { ...this.store.params(), export: id });
  }

  protected sizeOf({ bytes }: BundleExportState): string {
    return `${((bytes ?? 0) / megabyte).toFixed(1)} MB`;
  }

  private async ask(): Promise<void> {
    try {
      this.asked.set((await this.api.call(listExports, { ...this.store.params(), limit: '20' })).items);
    } catch (error) {
      this.error.set(error);
    }
  }
}
