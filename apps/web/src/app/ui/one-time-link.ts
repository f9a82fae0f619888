import { Component, inject, input } from '@angular/core';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { CopyField } from './copy-field.js';

/** How an invited person comes in: by a link that is shown once, to be passed on by hand, or as before, where they are here already. */
@Component({
  selector: 'lectern-one-time-link',
  imports: [CopyField],
  template: `
    <section class="note good stack tight" role="status">
      @if (made(); as way) {
        @if (way.link !== null && way.expiresAt !== null) {
          <h2>{{ texts().readers.linkFor(way.name) }}</h2>
          <lectern-copy-field [text]="way.link" [label]="texts().readers.linkFor(way.name)" />
          <p class="small">{{ texts().readers.linkOnce }} {{ formats.dateTime(way.expiresAt) }}.</p>
        } @else {
          <h2>{{ texts().readers.known(way.name) }}</h2>
          <p class="small">{{ texts().readers.knownHint }}</p>
        }
      }
    </section>
  `,
})
export class OneTimeLink {
  readonly made = input.required<{
    readonly name: string;
    readonly link: string | null;
    readonly expiresAt: string | null;
  }>();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
}
