import { Component, computed, effect, inject, linkedSignal, output, resource, signal, untracked } from '@angular/core';
import {
  addTruther,
  getTruthingPanel,
  openTruthing,
  renewTrutherLink,
  replaceTruther,
  type MemberInvitation,
  type TruthingPanelView,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { OneTimeLink } from '../../ui/one-time-link.js';
import { PersonFields, writtenPerson } from '../../ui/person-fields.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { StudyStore } from '../study.store.js';
import { type Successor, SuccessorDialog } from '../successor-dialog.js';
import { PanelAgreementTable } from './panel-agreement-table.js';
import { PanelReminders } from './panel-reminders.js';

type Member = TruthingPanelView['members'][number];

/** The panel that sets the truth: who sits in it, how far it is, and how it agreed once it is closed. */
@Component({
  selector: 'lectern-truthing-panel',
  imports: [OneTimeLink, PanelAgreementTable, PanelReminders, PersonFields, ProblemNote, ProgressBar, SuccessorDialog],
  templateUrl: './truthing-panel.html',
  styles: '.fields { display: flex; flex-wrap: wrap; align-items: end; gap: 16px; }',
})
export class TruthingPanelCard {
  /** The panel has set the truth of every case. */
  readonly closed = output();
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly invitation = signal<MemberInvitation | null>(null);
  private readonly asked = resource({
    params: () => ({ ...this.store.params(), at: this.store.progress()?.at }),
    loader: ({ params: { study }, abortSignal }) => this.api.call(getTruthingPanel, { study }, undefined, abortSignal),
  });
  protected readonly panelError = this.asked.error;
  /** The panel as it was last known, so that nothing jumps while it is asked again. */
  protected readonly shown = linkedSignal<TruthingPanelView | null, TruthingPanelView | null>({
    source: () => (this.asked.hasValue() ? this.asked.value() : null),
    computation: (next, previous) => next ?? previous?.value ?? null,
  });
  protected readonly openSeats = computed(() => {
    const panel = this.shown();
    const seated = panel?.members.filter(({ leftAt }) => leftAt === null) ?? [];
    const taken = seated.filter(({ adjudicator }) => !adjudicator).length;
    return {
      members: Math.max(0, (panel?.planned?.members ?? 0) - taken),
      adjudicator: panel !== null && seated.length === taken,
    };
  });
  protected readonly mayInvite = computed(() => {
    const { members, adjudicator } = this.openSeats();
    return this.isPlanned() && this.shown()?.openedAt === null && (members > 0 || adjudicator);
  });
  protected readonly mayBegin = computed(() => {
    const { members, adjudicator } = this.openSeats();
    return this.isPlanned() && this.shown()?.openedAt === null && members === 0 && !adjudicator;
  });
  /** Whose seat is being given away. */
  protected readonly leaving = signal<Member | null>(null);
  protected readonly isPlanned = computed(() => this.store.phase() === 'draft');

  private readonly closedAt = computed(() => this.shown()?.closedAt ?? null);

  constructor() {
    effect(() => {
      if (this.closedAt()) untracked(() => this.closed.emit());
    });
  }

  protected partOf({ adjudicator, number }: Member): string {
    const words = this.texts().truthing.panel;
    return adjudicator ? words.adjudicator : words.member(number);
  }

  protected invite(adjudicator: boolean): Promise<void> {
    return this.act(async (study) => {
      const input = { ...writtenPerson(this.name(), this.email()), adjudicator };
      this.invitation.set(await this.api.call(addTruther, { study }, input));
      this.name.set('');
      this.email.set('');
    });
  }

  protected renew({ user }: Member): Promise<void> {
    return this.act(async (study) => this.invitation.set(await this.api.call(renewTrutherLink, { study, user })));
  }

  protected replace({ user }: Member): (successor: Successor) => Promise<void> {
    return async (successor) => {
      this.invitation.set(await this.api.call(replaceTruther, { ...this.store.params(), user }, successor));
      this.asked.reload();
    };
  }

  protected begin(): Promise<void> {
    return this.act(async (study) => {
      await this.api.call(openTruthing, { study });
    });
  }

  private async act(act: (study: string) => Promise<void>): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    this.invitation.set(null);
    try {
      await act(this.store.params().study);
      this.asked.reload();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
