import { Component, inject, input } from '@angular/core';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { CopyField } from './copy-field.js';

/** A message that was due to a person; `sentAt` is null where it is to be passed on by hand. */
export interface ShownMessage {
  readonly name: string;
  /** What it is about, in the language of the page. */
  readonly about: string;
  readonly dueAt: string;
  readonly sentAt: string | null;
  readonly problem: string | null;
  readonly subject: string;
  readonly text: string;
}

/** Messages that were due, each with when it was sent, or with its text to be passed on. */
@Component({
  selector: 'lectern-message-list',
  imports: [CopyField],
  template: `
    @for (each of messages(); track each) {
      <div class="stack tight">
        <p>
          <strong>{{ each.name }}</strong>: {{ each.about }} ({{ texts().coordination.reminders.due }}
          {{ formats.dateTime(each.dueAt) }}),
          @if (each.sentAt; as at) {
            {{ texts().coordination.reminders.sent(formats.dateTime(at)) }}
          } @else {
            <span class="pill warn">{{ texts().coordination.reminders.byHand }}</span> {{ each.problem }}
          }
        </p>
        @if (!each.sentAt) {
          <lectern-copy-field [text]="each.text" [label]="each.subject" />
        }
      </div>
    } @empty {
      <p class="muted">{{ texts().coordination.reminders.none }}</p>
    }
  `,
})
export class MessageList {
  readonly messages = input.required<readonly ShownMessage[]>();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
}
