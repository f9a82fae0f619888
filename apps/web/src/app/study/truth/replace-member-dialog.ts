import { Component, inject, input, output, signal } from '@angular/core';
import { replaceTruther, type MemberInvitation, type TruthingPanelView } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Language } from '../../texts/language.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';

/** Gives the seat of a member, or of the adjudicator, to somebody else, with the reason. */
@Component({
  selector: 'lectern-replace-member-dialog',
  imports: [ReasonDialog],
  template: `
    <lectern-reason-dialog
      [heading]="texts().truthing.panel.replaceTitle(member().name)"
      [explanation]="texts().truthing.panel.replaceHint(member().planned - member().submitted)"
      [submit]="texts().truthing.panel.replaceSubmit"
      [complete]="name().trim() !== ''"
      [act]="perform"
      (closed)="closed.emit()"
    >
      <label class="field">
        <span>{{ texts().truthing.panel.name }}</span>
        <input #who required maxlength="120" autocomplete="off" [value]="name()" (input)="name.set(who.value)" />
      </label>
      <label class="field">
        <span>{{ texts().truthing.panel.email }}</span>
        <input #mail type="email" autocomplete="off" [value]="email()" (input)="email.set(mail.value)" />
      </label>
    </lectern-reason-dialog>
  `,
})
export class ReplaceMemberDialog {
  readonly member = input.required<TruthingPanelView['members'][number]>();
  readonly closed = output();
  readonly invited = output<MemberInvitation>();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly perform = async (reason: string): Promise<void> => {
    const email = this.email().trim();
    const person = { name: this.name().trim(), ...(email ? { email } : {}), reason };
    const params = { ...this.store.params(), user: this.member().user };
    this.invited.emit(await this.api.call(replaceTruther, params, person));
  };
}
