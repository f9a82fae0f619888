import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { saveText } from '../core/save-file.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { spoken } from '../texts/spoken.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { AnalysisClient } from './model/analysis-client.js';
import type { AnalysisReply } from './model/analysis-messages.js';
import { usualChoices, type AnalysisChoices } from './model/file-analysis.js';
import { PilotStudy } from './model/pilot-study.js';
import { AnalysisChoicesForm } from './parts/analysis-choices.js';
import { FileResult } from './parts/file-result.js';

/** Any reader-study file, analysed where it is dropped. */
@Component({
  selector: 'lectern-analyse-file-page',
  imports: [RouterLink, AnalysisChoicesForm, ConsoleFrame, FileResult],
  templateUrl: './analyse-file.page.html',
  styleUrl: './analyse-file.page.css',
  host: {
    '(dragover)': 'dragOver($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
})
export class AnalyseFilePage {
  private readonly client = new AnalysisClient();
  private readonly pilot = inject(PilotStudy);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().workbench.analyse);
  protected readonly says = (sentence: string) => this.texts().server.says(sentence);
  protected readonly over = signal(false);
  protected readonly working = signal(false);
  protected readonly failure = signal<string | null>(null);
  protected readonly file = signal<{ readonly name: string; readonly bytes: Uint8Array } | null>(null);
  protected readonly choices = signal<AnalysisChoices>(usualChoices);
  private readonly reply = signal<AnalysisReply | null>(null);
  protected readonly done = computed(() => {
    const reply = this.reply();
    return reply?.state === 'done' ? reply : null;
  });
  /** In the language of the page; what is taken away stays as it was computed. */
  protected readonly shown = computed(() => {
    const reply = this.done();
    return reply && spoken(reply.analysis, this.says);
  });
  protected readonly refused = computed(() => {
    const reply = this.reply();
    return reply?.state === 'refused' ? reply : null;
  });

  constructor() {
    usePageTitle(() => this.file()?.name ?? this.words().title);
    inject(DestroyRef).onDestroy(() => this.client.close());
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
    const file = input.files?.[0];
    await this.take(file);
    input.value = ''; // so that the same file, mended, can be chosen again
  }

  protected change(choices: AnalysisChoices): void {
    this.choices.set(choices);
    void this.analyse();
  }

  protected download(): void {
    const analysis = this.done()?.analysis;
    if (analysis) saveText(`${analysis.file}.analysis.json`, 'application/json', JSON.stringify(analysis, null, 2));
  }

  /** Hands the study to the power calculator of this page's application. */
  protected keepAsPilot(): void {
    const analysis = this.done()?.analysis;
    if (analysis) this.pilot.take(analysis);
  }

  private async take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.file.set({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    this.reply.set(null);
    await this.analyse();
  }

  private async analyse(): Promise<void> {
    const file = this.file();
    if (!file) return;
    this.working.set(true);
    this.failure.set(null);
    try {
      const reply = await this.client.ask(file.name, file.bytes, this.choices());
      if (reply) this.reply.set(reply);
    } catch (error) {
      this.failure.set(error instanceof Error ? error.message : String(error));
    } finally {
      this.working.set(false);
    }
  }
}
