import { Component, computed, inject, resource, signal } from '@angular/core';
import { listImageAccess } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Who asked for which images, granted or not, a page at a time. Asked for when it is opened. */
@Component({
  selector: 'lectern-image-access-panel',
  imports: [ProblemNote],
  template: `
    <details class="card" (toggle)="isOpen.set($any($event.target).open)">
      <summary>
        <h2>{{ words().title }}</h2>
      </summary>
      @if (page.error(); as problem) {
        <lectern-problem-note [error]="problem" retryable (again)="page.reload()" />
      } @else if (page.hasValue()) {
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words().at }}</th>
                <th scope="col">{{ words().person }}</th>
                <th scope="col">{{ words().what }}</th>
                <th scope="col">{{ words().read }}</th>
                <th scope="col">{{ words().series }}</th>
                <th scope="col">{{ words().answer }}</th>
              </tr>
            </thead>
            <tbody>
              @for (each of page.value().items; track each.id) {
                <tr>
                  <td class="nowrap">{{ formats.dateTime(each.at) }}</td>
                  <td>
                    <code [title]="each.user">{{ each.user.slice(0, 8) }}</code>
                  </td>
                  <td>{{ each.kind }}</td>
                  <td>
                    <code [title]="each.read ?? ''">{{ each.read?.slice(0, 8) }}</code>
                  </td>
                  <td>
                    <code>{{ each.seriesInstanceUid ?? each.studyInstanceUid }}</code>
                  </td>
                  <td>
                    @if (each.granted) {
                      {{ words().granted }}
                    } @else {
                      <span class="pill bad">{{ words().refused }}</span>
                    }
                  </td>
                </tr>
              } @empty {
                <tr>
                  <td colspan="6" class="muted">{{ words().none }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <div class="row">
          <button type="button" [disabled]="after() === ''" (click)="after.set('')">{{ words().first }}</button>
          <button type="button" [disabled]="page.value().next === null" (click)="after.set(page.value().next ?? '')">
            {{ words().next }}
          </button>
        </div>
      }
    </details>
  `,
})
export class ImageAccessPanel {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().evidence.imageAccess);
  protected readonly isOpen = signal(false);
  /** `next` of the page before; empty: the first page. */
  protected readonly after = signal('');
  protected readonly page = resource({
    params: () =>
      this.isOpen() ? { ...this.store.params(), ...(this.after() && { after: this.after() }) } : undefined,
    loader: ({ params, abortSignal }) => this.api.call(listImageAccess, params, undefined, abortSignal),
  });
}
