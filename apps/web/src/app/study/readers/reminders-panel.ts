import { Component, computed, inject, resource, signal } from '@angular/core';
import { listReminders } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { CopyField } from '../../ui/copy-field.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Messages that were due to readers: sent by mail, or with a text to be passed on by hand. Asked for when it is opened. */
@Component({
  selector: 'lectern-reminders-panel',
  imports: [CopyField, ProblemNote],
  template: `
    <details class="card" (toggle)="isOpen.set($any($event.target).open)">
      <summary>
        <h2>{{ words().title }}</h2>
      </summary>
      @if (reminders.error(); as problem) {
        <lectern-problem-note [error]="problem" retryable (again)="reminders.reload()" />
      } @else if (reminders.hasValue()) {
        @for (each of reminders.value(); track each.reader + each.session + each.kind) {
          <div class="stack tight">
            <p>
              <strong>{{ each.name }}</strong>: {{ words().kinds[each.kind] }} ({{ words().due }}
              {{ formats.dateTime(each.dueAt) }}),
              @if (each.sentAt; as at) {
                {{ words().sent(formats.dateTime(at)) }}
              } @else {
                <span class="pill warn">{{ words().byHand }}</span> {{ each.problem }}
              }
            </p>
            @if (!each.sentAt) {
              <lectern-copy-field [text]="each.text" [label]="each.subject" />
            }
          </div>
        } @empty {
          <p class="muted">{{ words().none }}</p>
        }
      }
    </details>
  `,
})
export class RemindersPanel {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination.reminders);
  protected readonly isOpen = signal(false);
  protected readonly reminders = resource({
    params: () => (this.isOpen() ? this.store.params() : undefined),
    loader: ({ params, abortSignal }) => this.api.all(listReminders, params, abortSignal),
  });
}
