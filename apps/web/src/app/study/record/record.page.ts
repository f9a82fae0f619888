import { Component, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { listAudit, verifyAudit } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Paged } from '../../core/paged.js';
import { saveText } from '../../core/save-file.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { MoreButton } from '../../ui/more-button.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { DeviationsPanel } from './deviations-panel.js';
import { ImageAccessPanel } from './image-access-panel.js';
import { UnblindingPanel } from './unblinding-panel.js';

/** The list is asked for when a filter has stood as long. */
const settleMillis = 250;

/** The audit chain, newest first, with whether it is whole. The server filters and pages it: a study may have tens of thousands of entries. */
@Component({
  selector: 'lectern-record-page',
  imports: [EmptyState, MoreButton, ProblemNote, DeviationsPanel, ImageAccessPanel, UnblindingPanel],
  templateUrl: './record.page.html',
  styles: '.wide { min-width: min(280px, 100%); }',
})
export class RecordPage {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly filter = signal('');
  /** Code of the act that alone is shown; empty: all. */
  protected readonly act = signal('');
  protected readonly chain = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.call(verifyAudit, params, undefined, abortSignal),
  });
  protected readonly entries = new Paged((after, limit) =>
    this.api.call(listAudit, {
      ...this.store.params(),
      order: 'newest',
      limit: `${limit}`,
      ...(this.act() && { act: this.act() }),
      ...(this.filter().trim() && { text: this.filter().trim() }),
      ...(after && { after }),
    }),
  );
  /** The acts that occur, each once, by their words. */
  protected readonly acts = computed(() =>
    (this.chain.hasValue() ? this.chain.value().acts : [])
      .map((code) => ({ code, text: this.actText(code) }))
      .sort(byText),
  );
  protected readonly downloading = signal(false);
  protected readonly error = computed(() => this.chain.error() ?? this.entries.error());
  private readonly wanted = computed(() => [this.store.params().study, this.act(), this.filter().trim()].join('\n'));
  private first = true;

  constructor() {
    effect((onCleanup) => {
      this.wanted();
      const timer = setTimeout(() => untracked(() => void this.entries.restart()), this.first ? 0 : settleMillis);
      this.first = false;
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected again(): void {
    this.chain.reload();
    void this.entries.reload();
  }

  /** The whole chain as the server gives it, for whoever verifies it elsewhere. */
  protected async download(): Promise<void> {
    this.downloading.set(true);
    try {
      const params = this.store.params();
      const [entries, verdict] = await Promise.all([
        this.api.all(listAudit, params),
        this.api.call(verifyAudit, params),
      ]);
      saveText(`record-${params.study}.json`, 'application/json', JSON.stringify({ ...verdict, entries }, null, 2));
    } catch (error) {
      this.entries.error.set(error);
    } finally {
      this.downloading.set(false);
    }
  }

  /** What a person wrote, or the system's own reason. */
  protected reasonOf({ reason }: { readonly reason: string | null }): string | null {
    return reason && this.texts().server.says(reason);
  }

  protected actText(act: string): string {
    const words: Readonly<Record<string, string>> = this.texts().record.acts;
    return words[act] ?? act;
  }
}

const byText = (a: { readonly text: string }, b: { readonly text: string }): number => a.text.localeCompare(b.text);
