import { Component, computed, inject, input, output, signal } from '@angular/core';
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
import type { ReaderAct } from './reader-acts.js';

/** A decision about one reader, with its reason; whoever comes in the place of another is named here too. */
@Component({
  selector: 'lectern-reader-act-dialog',
  imports: [ReasonDialog],
  template: `
    <lectern-reason-dialog
      [heading]="shown().heading"
      [explanation]="shown().hint"
      [submit]="shown().submit"
      [harmful]="act() === 'withdraw'"
      [complete]="act() !== 'replace' || name().trim() !== ''"
      [act]="perform"
      (closed)="closed.emit()"
    >
      @if (act() === 'replace') {
        <label class="field">
          <span>{{ texts().readers.name }}</span>
          <input #who required maxlength="120" autocomplete="off" [value]="name()" (input)="name.set(who.value)" />
        </label>
        <label class="field">
          <span>{{ texts().readers.email }}</span>
          <input #mail type="email" autocomplete="off" [value]="email()" (input)="email.set(mail.value)" />
        </label>
      }
    </lectern-reason-dialog>
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
  protected readonly name = signal('');
  protected readonly email = signal('');
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
    const params = { ...this.store.params(), reader: this.reader().id };
    switch (this.act()) {
      case 'withdraw':
        await this.api.call(withdrawReader, params, { reason });
        break;
      case 'waive':
        await this.api.call(waiveQualification, params, { reason });
        break;
      case 'replace': {
        const email = this.email().trim();
        const person = { name: this.name().trim(), ...(email ? { email } : {}) };
        this.invited.emit(await this.api.call(replaceReader, params, { ...person, reason }));
      }
    }
    await this.store.askProgress();
  };
}
