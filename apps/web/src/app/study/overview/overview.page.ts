import { Component, inject } from '@angular/core';
import { StudyStore } from '../study.store.js';
import { FixedPlan } from './fixed-plan.js';
import { FreezePanel } from './freeze-panel.js';
import { LockPanel } from './lock-panel.js';
import { PlanFacts } from './plan-facts.js';
import { ProgressPanel } from './progress-panel.js';

/** A study at a glance: how far it is, what it needs now, what was planned and what is fixed. */
@Component({
  selector: 'lectern-overview-page',
  imports: [FixedPlan, FreezePanel, LockPanel, PlanFacts, ProgressPanel],
  template: `
    @if (store.detail(); as detail) {
      <div class="stack">
        @if (store.phase() === 'draft') {
          <lectern-freeze-panel [detail]="detail" />
        }
        <lectern-progress-panel />
        @if (store.phase() === 'reading' && store.coordinates()) {
          <lectern-lock-panel [detail]="detail" />
        }
        @if (detail.freeze; as freeze) {
          <lectern-fixed-plan [freeze]="freeze" [lockedAt]="detail.lockedAt" />
        }
        <lectern-plan-facts [detail]="detail" />
      </div>
    }
  `,
})
export class OverviewPage {
  protected readonly store = inject(StudyStore);
}
