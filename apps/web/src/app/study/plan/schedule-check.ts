import { Component, computed, inject, signal } from '@angular/core';
import { verifyStudySchedule, type ScheduleVerificationView } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';

/** Derives the frozen worklists again from hash and seed, and shows whether they are the stored ones and keep their promises. */
@Component({
  selector: 'lectern-schedule-check',
  imports: [ProblemNote],
  template: `
    <div class="row">
      <button type="button" [disabled]="working()" (click)="check()">
        {{ working() ? words().checking : words().check }}
      </button>
      @if (result(); as found) {
        <p role="status" class="note" [class.good]="isSound()" [class.bad]="!isSound()">
          {{ isSound() ? words().checkSame(found.generator) : words().checkDiffers }}
          {{ found.difference }} {{ found.broken.join(' ') }}
        </p>
      }
    </div>
    @if (result(); as found) {
      <div class="table-frame">
        <table>
          <caption class="visually-hidden">
            {{
              words().balance
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ words().session }}</th>
              <th scope="col">{{ words().condition }}</th>
              <th scope="col" class="number">{{ words().plannedReads }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of found.balance; track $index) {
              <tr>
                <td>{{ row.session }}</td>
                <td>{{ row.condition }}</td>
                <td class="number">{{ row.reads }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
    @if (error(); as problem) {
      <lectern-problem-note [error]="problem" />
    }
  `,
  styles: ':host { display: grid; gap: 8px; }',
})
export class ScheduleCheck {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().planning);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly result = signal<ScheduleVerificationView | null>(null);
  protected readonly isSound = computed(() => this.result()?.difference === null && this.result()?.broken.length === 0);

  protected async check(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      this.result.set(await this.api.call(verifyStudySchedule, this.store.params()));
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
