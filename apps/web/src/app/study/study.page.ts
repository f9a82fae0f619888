import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';
import { StudyStore } from './study.store.js';

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
    const names = this.texts().study.sections;
    const progress = this.store.progress();
    const reads = progress && progress.reads.planned > 0 ? `${progress.reads.submitted}/${progress.reads.planned}` : '';
    return [
      { path: './', exact: true, name: names.overview, note: reads },
      {
        path: 'cases',
        exact: false,
        name: names.cases,
        note: progress ? `${progress.cases.ready}/${progress.cases.planned}` : '',
      },
      { path: 'readers', exact: false, name: names.readers, note: progress ? String(progress.readers.length) : '' },
      { path: 'record', exact: false, name: names.record, note: '' },
      { path: 'report', exact: false, name: names.report, note: '' },
    ];
  });

  constructor() {
    effect(() => this.store.open(this.study()));
    usePageTitle(() => this.store.detail()?.title);
  }
}
