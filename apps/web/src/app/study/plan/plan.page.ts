import { Component, inject } from '@angular/core';
import { StudyStore } from '../study.store.js';
import { FixedPlan } from './fixed-plan.js';
import { FreezePanel } from './freeze-panel.js';
import { PlanFacts } from './plan-facts.js';

/** What is planned; before the freeze what it still needs, after it what is fixed. */
@Component({
  selector: 'lectern-plan-page',
  imports: [FixedPlan, FreezePanel, PlanFacts],
  template: `
    @if (store.detail(); as detail) {
      <div class="stack">
        @if (store.phase() === 'draft') {
          <lectern-freeze-panel [detail]="detail" />
        }
        @if (detail.freeze; as freeze) {
          <lectern-fixed-plan [freeze]="freeze" [lockedAt]="detail.lockedAt" />
        }
        <lectern-plan-facts [detail]="detail" />
      </div>
    }
  `,
})
export class PlanPage {
  protected readonly store = inject(StudyStore);
}
