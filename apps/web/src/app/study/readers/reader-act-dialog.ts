import { Component, computed, inject, input, output } from '@angular/core';
import {
  replaceReader,
  waiveQualification,
  withdrawReader,
  type Invitation,
  type ReaderProgress,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';
import { type Successor, SuccessorDialog } from '../successor-dialog.js';
import type { ReaderAct } from './reader-acts.js';

/** A decision about one reader, with its reason; whoever comes in the place of another is named too. */
@Component({
  selector: 'lectern-reader-act-dialog',
  imports: [ReasonDialog, SuccessorDialog],
  template: `
    @if (act() === 'replace') {
      <lectern-successor-dialog
        [heading]="shown().heading"
        [explanation]="shown().hint"
        [submit]="shown().submit"
        [act]="replace"
        (closed)="closed.emit()"
      />
    } @else {
      <lectern-reason-dialog
        [heading]="shown().heading"
        [explanation]="shown().hint"
        [submit]="shown().submit"
        [harmful]="act() === 'withdraw'"
        [act]="perform"
        (closed)="closed.emit()"
      />
    }
  `,
})
export class ReaderActDialog {
  readonly reader = input.required<ReaderProgress>();
  readonly act = input.required<ReaderAct>();
  readonly closed = output();
  readonly invited = output<Invitation>();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly shown = computed(() => {
    const words = this.texts().coordination.readers;
    const { name } = this.reader();
    switch (this.act()) {
      case 'withdraw':
        return { heading: words.withdrawTitle(name), hint: words.withdrawHint, submit: words.withdrawSubmit };
      case 'replace':
        return { heading: words.replaceTitle(name), hint: words.replaceHint, submit: words.replaceSubmit };
      case 'waive':
        return { heading: words.waiveTitle(name), hint: words.waiveHint, submit: words.waiveSubmit };
    }
  });
  protected readonly perform = async (reason: string): Promise<void> => {
    const decide = this.act() === 'withdraw' ? withdrawReader : waiveQualification;
    await this.api.call(decide, this.params(), { reason });
    await this.store.askProgress();
  };
  protected readonly replace = async (successor: Successor): Promise<void> => {
    this.invited.emit(await this.api.call(replaceReader, this.params(), successor));
    await this.store.askProgress();
  };

  private params(): { study: string; reader: string } {
    return { ...this.store.params(), reader: this.reader().id };
  }
}
