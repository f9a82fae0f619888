import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';
import { sectionStates, type SectionId } from './section-states.js';
import { StudyStore } from './study.store.js';

const order: readonly SectionId[] = ['progress', 'plan', 'cases', 'truth', 'readers', 'record', 'analysis'];

/** The frame of one study: its name, phase and sections, each section with its state. */
@Component({
  selector: 'lectern-study-page',
  imports: [RouterLink, RouterLinkActive, RouterOutlet, ConsoleFrame, ProblemNote],
  providers: [StudyStore],
  templateUrl: './study.page.html',
  styleUrl: './study.page.css',
})
export class StudyPage {
  readonly study = input.required<string>();
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;

  protected readonly sections = computed(() => {
    const states = sectionStates(this.store.phase(), this.store.detail()?.freezeChecks ?? [], this.store.progress());
    return order.map((id) => ({
      id,
      path: id === 'progress' ? './' : id,
      exact: id === 'progress',
      note: this.noteOf(id),
      state: states[id],
    }));
  });

  constructor() {
    effect(() => this.store.open(this.study()));
    usePageTitle(() => this.store.detail()?.title);
  }

  /** The count that says how far a section is. */
  private noteOf(id: SectionId): string {
    const progress = this.store.progress();
    if (!progress) return '';
    const { reads, cases, readers } = progress;
    if (id === 'progress') return reads.planned > 0 ? `${reads.submitted}/${reads.planned}` : '';
    if (id === 'cases') return `${cases.ready}/${cases.planned}`;
    return id === 'readers' ? String(readers.length) : '';
  }
}
