import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import {
  listProblems,
  problemOutcomeSchema,
  resolveProblem,
  type ReadingProblemView,
  type ResolveProblem,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';

/** What readers reported, open ones first, and what became of it. */
@Component({
  selector: 'lectern-problems-panel',
  imports: [ProblemNote, ReasonDialog],
  templateUrl: './problems-panel.html',
})
export class ProblemsPanel {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination);
  protected readonly outcomes = problemOutcomeSchema.options;
  protected readonly asked = signal<ReadingProblemView | null>(null);
  protected readonly outcome = signal<ResolveProblem['outcome'] | null>(null);
  protected readonly problems = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.all(listProblems, params, abortSignal),
  });
  protected readonly rows = computed(() => {
    if (!this.problems.hasValue()) return null;
    const open = this.problems.value().filter(({ resolution }) => resolution === null);
    const resolved = this.problems.value().filter(({ resolution }) => resolution !== null);
    return [...open, ...resolved];
  });
  protected readonly resolve = async (note: string): Promise<void> => {
    const problem = this.asked();
    const outcome = this.outcome();
    if (!problem || !outcome) return;
    await this.api.call(resolveProblem, { ...this.store.params(), problem: problem.id }, { outcome, note });
    this.problems.reload();
    await this.store.askProgress();
  };

  constructor() {
    effect(() => {
      if (this.store.progress()?.at) this.problems.reload();
    });
  }

  protected ask(problem: ReadingProblemView): void {
    this.outcome.set(null);
    this.asked.set(problem);
  }

  /** A problem without a read has none to excuse. */
  protected mayEnd({ read }: ReadingProblemView, outcome: ResolveProblem['outcome']): boolean {
    return outcome !== 'excused' || read !== null;
  }

  protected nameOf(number: number): string {
    return this.store.readerName(number) ?? this.words().readerNumber(number);
  }
}
