import { Component, inject } from '@angular/core';
import { StudyStore } from '../study.store.js';
import { LockPanel } from './lock-panel.js';
import { NextSteps } from './next-steps.js';
import { OversightPanel } from './oversight-panel.js';
import { ProblemsPanel } from './problems-panel.js';
import { ProgressPanel } from './progress-panel.js';
import { ReadsPanel } from './reads-panel.js';

/** A study at a glance: what it needs now, and how far it is. */
@Component({
  selector: 'lectern-progress-page',
  imports: [LockPanel, NextSteps, OversightPanel, ProblemsPanel, ProgressPanel, ReadsPanel],
  template: `
    @if (store.detail(); as detail) {
      <div class="stack">
        @if (store.phase() === 'draft') {
          <lectern-next-steps [checks]="detail.freezeChecks" />
        }
        <lectern-progress-panel />
        @if (store.phase() !== 'draft') {
          <lectern-oversight-panel />
          @if (store.coordinates()) {
            <lectern-problems-panel />
            <lectern-reads-panel />
          }
        }
        @if (store.phase() === 'reading' && store.coordinates()) {
          <lectern-lock-panel [detail]="detail" />
        }
      </div>
    }
  `,
})
export class ProgressPage {
  protected readonly store = inject(StudyStore);
}
