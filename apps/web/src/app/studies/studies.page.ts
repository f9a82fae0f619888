import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { listStudies } from '@lectern/contracts';
import { Api } from '../core/api.js';
import { studyPath } from '../core/landing.js';
import { SessionStore } from '../core/session.store.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { EmptyState } from '../ui/empty-state.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';

/** The studies in which the person has a role. */
@Component({
  selector: 'lectern-studies-page',
  imports: [RouterLink, ConsoleFrame, EmptyState, ProblemNote],
  templateUrl: './studies.page.html',
})
export class StudiesPage {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly studies = resource({
    loader: ({ abortSignal }) => this.api.call(listStudies, {}, undefined, abortSignal),
  });
  protected readonly mayCreate = computed(() => this.session.me()?.administrator ?? false);
  protected readonly pathOf = studyPath;

  constructor() {
    usePageTitle(() => this.texts().studies.title);
  }
}
