import { Component, inject, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { createStudy, listStudies, type StudyId } from '@lectern/contracts';
import { Api } from '../core/api.js';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';

/** A study from its protocol: the server checks the text and names each fault by its line. */
@Component({
  selector: 'lectern-create-study-page',
  imports: [RouterLink, ConsoleFrame, ProblemNote],
  templateUrl: './create-study.page.html',
})
export class CreateStudyPage {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly texts = inject(Language).texts;
  protected readonly protocol = signal('');
  protected readonly casesFrom = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly donors = resource({
    loader: async () => (await this.api.call(listStudies)).filter((study) => study.roles.includes('coordinator')),
  });

  constructor() {
    usePageTitle(() => this.texts().create.title);
  }

  protected async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file) this.protocol.set(await file.text());
    this.error.set(null);
  }

  protected async create(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      const casesFrom = this.casesFrom();
      const study = await this.api.call(
        createStudy,
        {},
        {
          protocol: this.protocol(),
          ...(casesFrom ? { casesFrom: casesFrom as StudyId } : {}),
        },
      );
      await this.session.load();
      await this.router.navigate(['/studies', study.id]);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
