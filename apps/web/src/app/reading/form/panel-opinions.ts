import { Component, computed, inject, input } from '@angular/core';
import { findingsOf, type AnswerValue, type PanelOpinions, type Question } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { placesOf, type MarkedPlace } from '../model/findings.js';
import { ViewerControl } from '../viewer/viewer-control.js';

/** What the members of a panel said of a case on which they differ, for the adjudicator; where each saw a lesion is a click away. */
@Component({
  selector: 'lectern-panel-opinions',
  template: `
    <section [attr.aria-label]="texts().truthing.opinions.title">
      <p class="small">{{ texts().truthing.opinions.differ(reasons()) }}</p>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{{ texts().truthing.opinions.question }}</th>
            @for (opinion of panel().opinions; track opinion.member) {
              <th scope="col">{{ opinion.member }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (question of questions(); track question.id) {
            <tr>
              <th scope="row">{{ question.text }}</th>
              @for (opinion of panel().opinions; track opinion.member) {
                <td>
                  {{ said(question, opinion.answers[question.id]) }}
                  @for (place of placesIn(opinion.answers[question.id]); track place.marks[0].id) {
                    <button
                      type="button"
                      class="quiet small"
                      (click)="viewer.display.showSlice(place.marks[0].sopInstanceUid)"
                    >
                      {{ texts().reading.orientation[place.orientation] }}
                    </button>
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 4px;
      max-height: 40dvh;
      padding: 8px 16px;
      overflow: auto;
      border-bottom: 1px solid var(--line);
    }
    th,
    td {
      padding: 4px 8px 4px 0;
      text-align: left;
      vertical-align: top;
    }
  `,
})
export class PanelOpinionsBox {
  readonly panel = input.required<PanelOpinions>();
  readonly questions = input.required<readonly Question[]>();
  protected readonly viewer = inject(ViewerControl);
  protected readonly texts = inject(Language).texts;
  protected readonly reasons = computed(() =>
    this.panel().reasons.map((reason) => this.texts().truthing.opinions.reasons[reason] ?? reason),
  );

  protected said(question: Question, value: AnswerValue | undefined): string {
    const words = this.texts();
    if (value === undefined) return '–';
    if (value === 'present' || value === 'absent') return words.reading.decision[value];
    const findings = findingsOf(value);
    if (findings) return String(findings.length);
    if (question.kind === 'ordinal' && typeof value === 'number') return question.levels[value - 1] ?? String(value);
    const options = 'options' in question ? question.options : [];
    const named = (each: unknown): string => options.find((option) => option.value === each)?.text ?? String(each);
    return Array.isArray(value) ? value.map(named).join(', ') : named(value);
  }

  protected placesIn(value: AnswerValue | undefined): MarkedPlace[] {
    return (findingsOf(value) ?? []).flatMap(({ marks }) => placesOf(marks));
  }
}
