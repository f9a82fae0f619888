import { Component, computed, inject, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { createStudy, listStudies, type StudyId } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { SessionStore } from '../../core/session.store.js';
import { Language } from '../../texts/language.js';
import { ConsoleFrame } from '../../ui/console-frame.js';
import { usePageTitle } from '../../ui/page-title.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ProtocolEditor } from './protocol-editor.js';
import { WizardStore } from './wizard.store.js';

/** A study from its protocol. */
@Component({
  selector: 'lectern-wizard-page',
  imports: [RouterLink, ConsoleFrame, ProblemNote, ProtocolEditor],
  providers: [WizardStore],
  templateUrl: './wizard.page.html',
})
export class WizardPage {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly store = inject(WizardStore);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().wizard);
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
    input.value = '';
    if (file) this.store.text.set(await file.text());
    this.error.set(null);
  }

  protected async create(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    try {
      const casesFrom = this.casesFrom();
      const input = { protocol: this.store.text(), ...(casesFrom ? { casesFrom: casesFrom as StudyId } : {}) };
      const study = await this.api.call(createStudy, {}, input);
      await this.session.load();
      await this.router.navigate(['/studies', study.id]);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
