import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FreezeCheck } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { sectionOfCheck } from '../section-states.js';

/** What a study in preparation still needs, each with the page where it is done. */
@Component({
  selector: 'lectern-next-steps',
  imports: [RouterLink],
  template: `
    <section class="card stack tight">
      <h2>{{ texts().nextSteps.title }}</h2>
      @for (check of open(); track check.id) {
        <p>
          <a [routerLink]="['./', sectionOf(check)]">{{ texts().study.sections[sectionOf(check)] }}</a>:
          {{ texts().server.says(check.text) }}. <span class="muted">{{ texts().server.says(check.remedy) }}</span>
        </p>
      } @empty {
        <p>
          {{ texts().freeze.ready }} <a routerLink="./plan">{{ texts().freeze.open }}</a>
        </p>
      }
    </section>
  `,
})
export class NextSteps {
  readonly checks = input.required<readonly FreezeCheck[]>();
  protected readonly texts = inject(Language).texts;
  protected readonly open = computed(() => this.checks().filter(({ met }) => !met));
  protected readonly sectionOf = (check: FreezeCheck) => sectionOfCheck(check.id);
}
