import { Component, booleanAttribute, computed, inject, input, output } from '@angular/core';
import { ApiError } from '@lectern/contracts';
import { Language } from '../texts/language.js';

/** What went wrong, why, and the way out, in the server's own words where it gave any. */
@Component({
  selector: 'lectern-problem-note',
  template: `
    <div class="note bad stack tight" role="alert">
      <p>
        <strong>{{ shown().title }}</strong>
        @if (shown().detail) {
          {{ shown().detail }}
        }
      </p>
      @if (shown().remedy) {
        <p>{{ shown().remedy }}</p>
      }
      @if (shown().issues.length) {
        <ul>
          @for (issue of shown().issues; track $index) {
            <li>
              @if (issue.line) {
                {{ texts().general.line(issue.line) }}:
              }
              @if (issue.path) {
                <code>{{ issue.path }}</code>
              }
              {{ texts().server.says(issue.message) }}
            </li>
          }
        </ul>
      }
      @if (retryable()) {
        <div>
          <button type="button" (click)="again.emit()">{{ texts().general.again }}</button>
        </div>
      }
    </div>
  `,
  styles: 'ul { padding-left: 20px; }',
})
export class ProblemNote {
  readonly error = input.required<unknown>();
  readonly retryable = input(false, { transform: booleanAttribute });
  readonly again = output();
  protected readonly texts = inject(Language).texts;

  protected readonly shown = computed(() => {
    const error = this.error();
    const { general, server } = this.texts();
    if (error instanceof ApiError && error.status === 401)
      return { title: general.signedOut, detail: '', remedy: general.signedOutRemedy, issues: [] };
    if (error instanceof ApiError) {
      const { title, detail, remedy, issues } = error.problem;
      const say = (sentence = '') => server.says(sentence);
      return {
        title: say(title),
        detail: detail === title ? '' : say(detail),
        remedy: say(remedy),
        issues: issues ?? [],
      };
    }
    if (error instanceof TypeError)
      return { title: general.unreachable, detail: '', remedy: general.unreachableRemedy, issues: [] };
    return { title: general.unexpected, detail: error instanceof Error ? error.message : '', remedy: '', issues: [] };
  });
}
