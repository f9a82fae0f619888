import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { acceptCases, listCases, type CaseId } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Paged } from '../../core/paged.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { isFiltering } from '../../ui/filter-bar.js';
import { MoreButton } from '../../ui/more-button.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { AiImport } from './ai-import.js';
import { CaseFilterBar } from './case-filter-bar.js';
import { everyCase, matches } from './case-filter.js';
import { CaseThumbnail } from './case-thumbnail.js';
import { CaseUpload } from './case-upload.js';
import { FindingList } from './finding-list.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { PullCases } from './pull-cases.js';
import { Senders } from './senders.js';

/** The cases of a study with their checks and AI results; before the freeze, the ways in. */
@Component({
  selector: 'lectern-cases-page',
  imports: [
    RouterLink,
    AiImport,
    CaseFilterBar,
    CaseThumbnail,
    CaseUpload,
    EmptyState,
    FindingList,
    MoreButton,
    ProblemNote,
    PullCases,
    ReasonDialog,
    Senders,
  ],
  templateUrl: './cases.page.html',
  styleUrl: './cases.page.css',
  host: { '(document:keydown.c)': 'look($event)' },
})
export class CasesPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  /** Changes when a case or an AI result does; the table is asked for again then. */
  private readonly version = computed(() =>
    JSON.stringify([this.store.progress()?.cases, this.store.progress()?.inference]),
  );
  protected readonly cases = new Paged((after, limit) =>
    this.api.call(listCases, { ...this.store.params(), limit: `${limit}`, ...(after && { after }) }),
  );
  protected readonly filter = signal(everyCase);
  protected readonly rows = computed(() => this.cases.items()?.filter((row) => matches(row, this.filter())) ?? []);
  /** Rows that wait for a look. */
  protected readonly waiting = computed(() => this.rows().filter(({ state }) => state === 'stored'));
  private readonly marked = signal<ReadonlySet<CaseId>>(new Set());
  protected readonly chosen = computed(() => this.waiting().filter(({ id }) => this.marked().has(id)));
  protected readonly accepting = signal(false);
  protected readonly mayAccept = computed(() => this.isDraft() && this.store.coordinates());
  protected readonly isDraft = computed(() => this.store.phase() === 'draft');

  constructor() {
    effect(() => {
      const { study } = this.store.params();
      this.version();
      if (study) untracked(() => void this.cases.reload());
    });
    // What is looked for may stand on any page of the list: a filter asks for all of them, one after another.
    effect(() => {
      if (isFiltering(this.filter()) && this.cases.hasMore() && !this.cases.loading())
        untracked(() => void this.cases.more());
    });
  }

  protected isChosen(id: CaseId): boolean {
    return this.marked().has(id);
  }

  protected choose(id: CaseId, on: boolean): void {
    this.marked.update((marked) => new Set(on ? [...marked, id] : [...marked].filter((each) => each !== id)));
  }

  protected chooseAll(on: boolean): void {
    this.marked.set(new Set(on ? this.waiting().map(({ id }) => id) : []));
  }

  protected readonly accept = async (reason: string): Promise<void> => {
    const cases = this.chosen().map(({ id }) => id);
    await this.api.call(acceptCases, this.store.params(), { cases, seen: false, reason });
    await this.cases.reload();
  };

  /** Opens the first contact sheet that waits. */
  protected look(event: Event): void {
    const field = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
    const [first] = this.waiting();
    if (field || !first || !this.mayAccept()) return;
    event.preventDefault();
    void this.router.navigate(['/studies', this.store.params().study, 'cases', first.id]);
  }
}
