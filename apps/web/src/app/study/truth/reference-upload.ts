import { Component, inject, output, signal } from '@angular/core';
import { ApiError, putReferenceStandard, type Problem } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { parseReferenceCsv } from './reference-csv.js';

/** Imports the reference standard from a CSV file: all rows, or none and what is wrong with them. */
@Component({
  selector: 'lectern-reference-upload',
  imports: [ProblemNote],
  template: `
    <section class="card stack">
      <div class="row between">
        <div>
          <h2>{{ texts().cases.referenceTitle }}</h2>
          <p class="muted">{{ texts().cases.referenceHint }}</p>
        </div>
        <span>
          <button type="button" (click)="file.click()" [disabled]="working()">
            {{ working() ? texts().cases.importing : texts().cases.chooseReference }}
          </button>
          <input
            #file
            type="file"
            accept=".csv"
            hidden
            [attr.aria-label]="texts().cases.chooseReference"
            (change)="take(file)"
          />
        </span>
      </div>
      @if (result(); as counts) {
        <p role="status">{{ texts().cases.imported(counts.rows, counts.positives) }}</p>
      }
      @if (error(); as problem) {
        <lectern-problem-note [error]="problem" />
      }
    </section>
  `,
})
export class ReferenceUpload {
  readonly imported = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly working = signal(false);
  protected readonly result = signal<{ rows: number; positives: number } | null>(null);
  protected readonly error = signal<unknown>(null);

  protected async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = ''; // so that the same file, corrected, can be chosen again
    if (!file) return;
    this.working.set(true);
    this.result.set(null);
    this.error.set(null);
    try {
      this.result.set(await this.send(await file.text()));
      this.imported.emit();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }

  private async send(text: string): Promise<{ rows: number; positives: number }> {
    const attributes = this.store.detail()?.protocol.cases.attributes?.map(({ id }) => id) ?? [];
    const { rows, lines, issues } = parseReferenceCsv(text, this.texts().cases.csv, attributes);
    if (issues.length > 0)
      throw new ApiError(422, { type: 'about:blank', title: this.texts().cases.notImported, status: 422, issues });
    return this.api.call(putReferenceStandard, this.store.params(), { rows }).catch((error: unknown) => {
      throw error instanceof ApiError ? new ApiError(error.status, withLines(error.problem, lines)) : error;
    });
  }
}

/** The server names rows by their place; a person looks for lines. */
function withLines(problem: Problem, lines: readonly number[]): Problem {
  return {
    ...problem,
    issues: problem.issues?.map((issue) => {
      const line = lines[Number(/^rows\[(\d+)\]/.exec(issue.path)?.[1] ?? -1)];
      return line === undefined ? issue : { ...issue, path: '', line };
    }),
  };
}
