import { Component, inject, input } from '@angular/core';
import type { StudyDetail } from '@lectern/contracts';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';

/** What was fixed at freeze, by hash, so that anyone can check it years later. */
@Component({
  selector: 'lectern-fixed-plan',
  template: `
    <section class="card stack">
      <h2>{{ texts().study.fixedTitle }}</h2>
      <p class="muted">{{ texts().study.fixedHint }}</p>
      <dl class="facts">
        <dt>{{ texts().study.frozen }}</dt>
        <dd>{{ texts().study.frozenText(formats.dateTime(freeze().at), freeze().by) }}</dd>
        <dt>{{ texts().study.freezeHash }}</dt>
        <dd>
          <code>{{ freeze().hash }}</code>
        </dd>
        <dt>{{ texts().study.seed }}</dt>
        <dd>
          <code>{{ freeze().seed }}</code>
        </dd>
        <dt>{{ texts().study.generator }}</dt>
        <dd>
          <code>{{ freeze().generator }}</code>
        </dd>
        <dt>{{ texts().study.scheduleHash }}</dt>
        <dd>
          <code>{{ freeze().scheduleHash }}</code>
        </dd>
        @if (lockedAt(); as at) {
          <dt>{{ texts().study.lockedAt }}</dt>
          <dd>{{ formats.dateTime(at) }}</dd>
        }
      </dl>
    </section>
  `,
})
export class FixedPlan {
  readonly freeze = input.required<NonNullable<StudyDetail['freeze']>>();
  readonly lockedAt = input.required<StudyDetail['lockedAt']>();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
}
