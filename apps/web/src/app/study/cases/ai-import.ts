import { Component, computed, inject, linkedSignal, output } from '@angular/core';
import { importAiResults } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { FileImport } from '../file-import.js';
import { StudyStore } from '../study.store.js';

const fields = ['model', 'version', 'description', 'finding', 'threshold'] as const;
type Field = (typeof fields)[number];

/** Imports the results of an AI that ran elsewhere as a model version: all files, or none and what is wrong with which. */
@Component({
  selector: 'lectern-ai-import',
  imports: [ProblemNote],
  template: `
    <details class="card">
      <summary>
        <h2>{{ texts().truthing.aiImport.title }}</h2>
      </summary>
      <div class="stack">
        <p class="muted">{{ texts().truthing.aiImport.hint }}</p>
        <div class="fields">
          @for (field of fields; track field) {
            <label class="field">
              <span>{{ texts().truthing.aiImport[field] }}</span>
              <input
                #entry
                autocomplete="off"
                [attr.inputmode]="field === 'threshold' ? 'decimal' : null"
                [value]="values()[field]"
                (input)="set(field, entry.value)"
              />
            </label>
          }
        </div>
        <div>
          <button type="button" class="primary" [disabled]="import.working() || !isComplete()" (click)="files.click()">
            {{ import.working() ? texts().cases.importing : texts().truthing.aiImport.choose }}
          </button>
          <input
            #files
            type="file"
            multiple
            hidden
            [attr.aria-label]="texts().truthing.aiImport.choose"
            (change)="take(files)"
          />
        </div>
        @if (import.result(); as made) {
          <div role="status" class="note good stack tight">
            <p>{{ texts().truthing.aiImport.done(made.model, made.version, made.cases) }}</p>
            <p class="small">
              {{ texts().truthing.aiImport.hash }}: <code>{{ made.sha256 }}</code>
            </p>
            @if (made.unavailable.length) {
              <p>{{ texts().truthing.aiImport.unavailable }}</p>
              <ul>
                @for (each of made.unavailable; track each.case) {
                  <li>{{ each.case }}: {{ texts().server.says(each.reason) }}</li>
                }
              </ul>
            }
          </div>
        }
        @if (import.error(); as problem) {
          <lectern-problem-note [error]="problem" />
        }
      </div>
    </details>
  `,
  styles: `
    summary h2 {
      display: inline;
    }
    details[open] summary {
      margin-bottom: 16px;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
      align-items: end;
      gap: 16px;
    }
    code {
      overflow-wrap: anywhere;
    }
  `,
})
export class AiImport {
  readonly imported = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly fields = fields;
  /** To begin with, the first model that a condition names. */
  protected readonly values = linkedSignal<Record<Field, string>>(() => {
    const protocol = this.store.detail()?.protocol;
    const ai = protocol?.conditions.find((condition) => condition.ai)?.ai;
    const finding = (protocol?.target ?? '').slice(0, 64);
    return { model: ai?.model ?? '', version: ai?.version ?? '', description: '', finding, threshold: '' };
  });
  protected readonly isComplete = computed(() =>
    fields.every((field) => field === 'threshold' || this.values()[field].trim() !== ''),
  );
  protected readonly import = new FileImport((form) => this.api.call(importAiResults, this.store.params(), form));

  protected set(field: Field, value: string): void {
    this.values.update((values) => ({ ...values, [field]: value }));
  }

  protected async take(input: HTMLInputElement): Promise<void> {
    if (await this.import.take(input, this.values())) this.imported.emit();
  }
}
