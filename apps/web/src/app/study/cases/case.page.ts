import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { acceptCases, getCase, refuseCase, type CaseDetail, type CaseId } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { ContactSheet } from './contact-sheet.js';
import { FindingList } from './finding-list.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';

/** One case with its contact sheets: a person looks and accepts, or refuses with a reason; everything by key. */
@Component({
  selector: 'lectern-case-page',
  imports: [RouterLink, ContactSheet, FindingList, ProblemNote, ReasonDialog],
  templateUrl: './case.page.html',
  host: { '(document:keydown)': 'key($event)' },
})
export class CasePage {
  readonly caseId = input.required<string>();
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly loaded = resource({
    params: () => ({ ...this.store.params(), case: this.caseId() }),
    loader: ({ params, abortSignal }) => this.api.call(getCase, params, undefined, abortSignal),
  });
  /** Kept while the same case is asked for again, so that nothing jumps. */
  protected readonly shown = linkedSignal<CaseDetail | undefined, CaseDetail | undefined>({
    source: () => (this.loaded.hasValue() ? this.loaded.value() : undefined),
    computation: (now, before) => now ?? (before?.value?.id === this.caseId() ? before.value : undefined),
  });
  protected readonly images = computed(() => this.shown()?.stacks.reduce((sum, { slices }) => sum + slices, 0) ?? 0);
  protected readonly seen = linkedSignal({ source: this.caseId, computation: () => 0 });
  protected readonly mayDecide = computed(() => this.store.phase() === 'draft' && this.store.coordinates());
  protected readonly mayAccept = computed(
    () => this.mayDecide() && this.shown()?.state === 'stored' && this.seen() >= this.images(),
  );
  protected readonly refusing = signal(false);
  protected readonly error = signal<unknown>(null);

  protected async accept(): Promise<void> {
    const now = this.shown();
    if (!now || !this.mayAccept()) return;
    this.error.set(null);
    try {
      await this.api.call(acceptCases, this.store.params(), { cases: [now.id], seen: true });
      await this.goOn(now);
    } catch (error) {
      this.error.set(error);
    }
  }

  protected readonly refuse = async (reason: string): Promise<void> => {
    const now = this.shown();
    if (!now) return;
    await this.api.call(refuseCase, { ...this.store.params(), case: now.id }, { reason });
    await this.goOn(now);
  };

  protected async go(to: CaseId | null): Promise<void> {
    if (to) await this.router.navigate(['/studies', this.store.params().study, 'cases', to]);
  }

  protected key(event: KeyboardEvent): void {
    const field = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    if (field || event.ctrlKey || event.metaKey || event.altKey || this.refusing()) return;
    const now = this.shown();
    const acts: Readonly<Record<string, () => unknown>> = {
      a: () => this.accept(),
      r: () => this.mayDecide() && now && now.state !== 'refused' && this.refusing.set(true),
      n: () => this.go(now?.next ?? null),
      p: () => this.go(now?.previous ?? null),
      u: () => this.go(now?.nextToLookAt ?? null),
    };
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** To the next that waits for a look; where none does, this one as it is now. */
  private async goOn({ nextToLookAt }: CaseDetail): Promise<void> {
    if (nextToLookAt) await this.go(nextToLookAt);
    else this.loaded.reload();
  }
}
