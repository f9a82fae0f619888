import { Component, inject, input } from '@angular/core';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { CopyField } from './copy-field.js';

/** A link that is shown once, to be passed on by hand. */
@Component({
  selector: 'lectern-one-time-link',
  imports: [CopyField],
  template: `
    <section class="note good stack tight" role="status">
      <h2>{{ texts().readers.linkFor(made().name) }}</h2>
      <lectern-copy-field [text]="made().link" [label]="texts().readers.linkFor(made().name)" />
      <p class="small">{{ texts().readers.linkOnce }} {{ formats.dateTime(made().expiresAt) }}.</p>
    </section>
  `,
})
export class OneTimeLink {
  readonly made = input.required<{ readonly name: string; readonly link: string; readonly expiresAt: string }>();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
}
