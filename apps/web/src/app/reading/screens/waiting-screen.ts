import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { getSessionCalendar, pathOf, type ReadingOverview, type SignDocuments } from '@lectern/contracts';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { LanguageChoice } from '../../ui/language-choice.js';
import { Prose } from '../../ui/prose.js';
import { DocumentsForm } from './documents-form.js';
import { ScreenCheck } from './screen-check.js';

/** What a reader sees between reads: documents to sign, a session that is ready, a break, a washout with its date, the end. */
@Component({
  selector: 'lectern-waiting-screen',
  imports: [DocumentsForm, LanguageChoice, Prose, RouterLink, ScreenCheck],
  templateUrl: './waiting-screen.html',
  styleUrl: './waiting-screen.css',
})
export class WaitingScreen {
  readonly overview = input.required<ReadingOverview>();
  readonly working = input(false);
  readonly began = output();
  readonly signed = output<SignDocuments>();
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly now = computed(() => this.overview().now);
  protected readonly calendar = computed(() => pathOf(getSessionCalendar, { study: this.overview().study }));
  /** What happened and why, and what the reader can do now. */
  protected readonly words = computed((): { title: string; hint: string; next?: string } => {
    const { reading: texts, conduct } = this.texts();
    const now = this.now();
    switch (now.state) {
      case 'session-ready':
        return { title: texts.ready.title(now.session, now.sessions), hint: texts.ready.hint(now.reads) };
      case 'washout':
        return { title: texts.washout.title, hint: texts.washout.hint(now.session), next: texts.washout.reason };
      case 'finished':
        return { title: texts.finished.title, hint: texts.finished.hint(now.reads), next: texts.finished.next };
      case 'closed':
        return texts.closed;
      case 'documents':
        return conduct.documents;
      case 'break':
        return conduct.rest;
      case 'day-done':
        return { title: conduct.dayDone.title, hint: conduct.dayDone[now.reached], next: conduct.dayDone.next };
      case 'not-qualified':
        return conduct.notQualified;
      case 'withdrawn':
        return conduct.withdrawn;
      case 'not-started':
        return texts.notStarted;
      case 'reading':
        return { title: texts.title, hint: '' };
    }
  });
}
