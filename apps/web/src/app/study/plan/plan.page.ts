import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Language } from '../../texts/language.js';
import { StudyStore } from '../study.store.js';
import { ClonePanel } from './clone-panel.js';
import { FixedPlan } from './fixed-plan.js';
import { FreezePanel } from './freeze-panel.js';
import { PlanFacts } from './plan-facts.js';
import { ProtocolVersions } from './protocol-versions.js';
import { ScheduleCheck } from './schedule-check.js';

/** What is planned; before the freeze what it still needs, after it what is fixed. */
@Component({
  selector: 'lectern-plan-page',
  imports: [RouterLink, ClonePanel, FixedPlan, FreezePanel, PlanFacts, ProtocolVersions, ScheduleCheck],
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
        @if (store.coordinates()) {
          <div class="row">
            @if (store.phase() === 'draft' || store.phase() === 'reading') {
              <a class="button" routerLink="./edit">
                {{ store.phase() === 'draft' ? texts().planning.change : texts().planning.amend }}
              </a>
            }
            <lectern-clone-panel [detail]="detail" />
          </div>
        }
        @if (detail.freeze && store.may('study:view-record')) {
          <lectern-schedule-check />
        }
        <lectern-protocol-versions />
      </div>
    }
  `,
})
export class PlanPage {
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
}
