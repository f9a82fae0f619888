import { Component, computed, inject, resource } from '@angular/core';
import { listProtocolVersions } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { saveText } from '../../core/save-file.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Every version of the protocol with what it changed, the newest first. */
@Component({
  selector: 'lectern-protocol-versions',
  imports: [ProblemNote],
  template: `
    @if (versions.error(); as problem) {
      <lectern-problem-note [error]="problem" retryable (again)="versions.reload()" />
    } @else if (versions.hasValue()) {
      <section class="card stack">
        <h2>{{ words().versions }}</h2>
        @for (each of newestFirst(); track each.version) {
          <div class="stack tight">
            <div class="row">
              <h3>{{ words().version(each.version) }}</h3>
              <span class="muted small">{{ formats.dateTime(each.createdAt) }}</span>
              @if (each.postHoc) {
                <span class="pill warn" [title]="words().postHocHint">{{ words().postHoc }}</span>
              }
              <code [title]="each.hash">{{ each.hash.slice(0, 12) }}</code>
              <button type="button" class="quiet small" (click)="save(each)">{{ words().saveVersion }}</button>
            </div>
            @if (each.reason) {
              <p>“{{ each.reason }}”</p>
            }
            @if (each.changes.length) {
              <ul class="small">
                @for (change of each.changes; track $index) {
                  <li>{{ change }}</li>
                }
              </ul>
            }
          </div>
        }
      </section>
    }
  `,
  styles: 'ul { margin: 0; padding-left: 20px; }',
})
export class ProtocolVersions {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().planning);
  protected readonly versions = resource({
    // a version more makes another hash
    params: () => ({ ...this.store.params(), hash: this.store.detail()?.protocolHash ?? '' }),
    loader: ({ params: { study }, abortSignal }) =>
      this.api.call(listProtocolVersions, { study }, undefined, abortSignal),
  });
  protected readonly newestFirst = computed(() =>
    this.versions.hasValue() ? [...this.versions.value()].sort((a, b) => b.version - a.version) : [],
  );

  protected save({ version, text }: { readonly version: number; readonly text: string }): void {
    saveText(`protocol-${version}.yaml`, 'application/yaml', text);
  }
}
