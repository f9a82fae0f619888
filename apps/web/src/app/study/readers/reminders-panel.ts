import { Component, computed, inject, resource, signal } from '@angular/core';
import { listReminders } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { MessageList } from '../../ui/message-list.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Messages that were due to readers: sent by mail, or with a text to be passed on by hand. Asked for when it is opened. */
@Component({
  selector: 'lectern-reminders-panel',
  imports: [MessageList, ProblemNote],
  template: `
    <details class="card" (toggle)="isOpen.set($any($event.target).open)">
      <summary>
        <h2>{{ words().title }}</h2>
      </summary>
      @if (reminders.error(); as problem) {
        <lectern-problem-note [error]="problem" retryable (again)="reminders.reload()" />
      } @else if (reminders.hasValue()) {
        <lectern-message-list [messages]="shown()" />
      }
    </details>
  `,
})
export class RemindersPanel {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination.reminders);
  protected readonly isOpen = signal(false);
  protected readonly reminders = resource({
    params: () => (this.isOpen() ? this.store.params() : undefined),
    loader: ({ params, abortSignal }) => this.api.all(listReminders, params, abortSignal),
  });
  protected readonly shown = computed(() =>
    (this.reminders.value() ?? []).map((each) => ({ ...each, about: this.words().kinds[each.kind] })),
  );
}
