import { Component, computed, inject, resource, signal } from '@angular/core';
import { excuseRead, listReads, readStatusSchema, reopenRead, type ReadStatus } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';

type Asked = { readonly act: 'excuse' | 'reopen'; readonly read: ReadStatus };

/** Rows that are drawn at once; the filters find the others. */
const shownRows = 200;

/** Every read and where it stands, asked for when it is opened; from here a read is excused or opened again. */
@Component({
  selector: 'lectern-reads-panel',
  imports: [ProblemNote, ReasonDialog],
  templateUrl: './reads-panel.html',
})
export class ReadsPanel {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination);
  protected readonly states = readStatusSchema.shape.state.options;
  protected readonly isOpen = signal(false);
  /** Number of the reader, and the state, that are shown; empty: all. */
  protected readonly reader = signal('');
  protected readonly state = signal('');
  protected readonly asked = signal<Asked | null>(null);
  protected readonly reads = resource({
    params: () => (this.isOpen() ? this.store.params() : undefined),
    loader: ({ params, abortSignal }) => this.api.all(listReads, params, abortSignal),
  });
  protected readonly matching = computed(() =>
    this.reads.hasValue()
      ? this.reads
          .value()
          .filter(
            (read) =>
              (this.reader() === '' || String(read.reader) === this.reader()) &&
              (this.state() === '' || read.state === this.state()),
          )
      : [],
  );
  protected readonly rows = computed(() => this.matching().slice(0, shownRows));
  protected readonly act = async (reason: string): Promise<void> => {
    const asked = this.asked();
    if (!asked) return;
    const params = { ...this.store.params(), read: asked.read.id };
    await this.api.call(asked.act === 'excuse' ? excuseRead : reopenRead, params, { reason });
    this.reads.reload();
    await this.store.askProgress();
  };

  protected placeOf({ reader, session, position }: ReadStatus): string {
    return this.words().place(this.nameOf(reader), session, position);
  }

  protected nameOf(number: number): string {
    return this.store.readerName(number) ?? this.words().readerNumber(number);
  }
}
