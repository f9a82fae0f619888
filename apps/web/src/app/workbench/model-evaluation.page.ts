import { Component, computed, inject, signal } from '@angular/core';
import type { ModelEvaluation } from '@lectern/contracts';
import { usePageTitle } from '../ui/page-title.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { Language } from '../texts/language.js';
import { NoModelEvaluation, readModelEvaluation } from './model/model-evaluation.js';
import { EvaluationResult } from './parts/evaluation-result.js';

/** A model's standalone evaluation, as `lectern evaluate --json` wrote it, shown where it is dropped. */
@Component({
  selector: 'lectern-model-evaluation-page',
  imports: [ConsoleFrame, EvaluationResult],
  template: `
    <lectern-console-frame>
      <h1>{{ words().title }}</h1>
      <p class="muted">{{ words().hint }}</p>
      <section class="drop no-print" [class.over]="over()" [class.compact]="name()">
        @if (name(); as held) {
          <strong>{{ held }}</strong>
        } @else {
          <p>{{ words().drop }}</p>
        }
        <button type="button" [class.primary]="!name()" (click)="input.click()">{{ words().choose }}</button>
        <input #input type="file" hidden accept=".json" [attr.aria-label]="words().choose" (change)="choose(input)" />
      </section>
      @if (failure(); as why) {
        <p class="note bad" role="alert">
          {{ words().refused }} <code>{{ why.place }}</code> {{ texts().server.says(why.reason) }}
        </p>
      }
      @if (evaluation(); as value) {
        <lectern-evaluation-result [evaluation]="value" />
      }
    </lectern-console-frame>
  `,
  styleUrl: './analyse-file.page.css',
  host: {
    '(dragover)': 'dragOver($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
})
export class ModelEvaluationPage {
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().workbench.evaluation);
  protected readonly over = signal(false);
  protected readonly name = signal<string | null>(null);
  protected readonly failure = signal<NoModelEvaluation | null>(null);
  protected readonly evaluation = signal<ModelEvaluation | null>(null);

  constructor() {
    usePageTitle(() => this.words().title);
  }

  protected dragOver(event: DragEvent): void {
    event.preventDefault(); // else the browser would open the file in place of the page
    this.over.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    void this.take(event.dataTransfer?.files[0]);
  }

  protected async choose(input: HTMLInputElement): Promise<void> {
    await this.take(input.files?.[0]);
    input.value = ''; // so that the same file, mended, can be chosen again
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.name.set(file.name);
    this.failure.set(null);
    this.evaluation.set(null);
    try {
      this.evaluation.set(readModelEvaluation(await file.text()));
    } catch (error) {
      if (!(error instanceof NoModelEvaluation)) throw error;
      this.failure.set(error);
    }
  }
}
