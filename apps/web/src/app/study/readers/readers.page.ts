import { Component, computed, inject, signal } from '@angular/core';
import { inviteReader, renewInvitation, type Invitation, type ReaderProgress } from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { EmptyState } from '../../ui/empty-state.js';
import { OneTimeLink } from '../../ui/one-time-link.js';
import { PersonFields, writtenPerson } from '../../ui/person-fields.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { StudyStore } from '../study.store.js';
import { CorrectReaderDialog } from './correct-reader-dialog.js';
import { MembersPanel } from './members-panel.js';
import { ReaderActDialog } from './reader-act-dialog.js';
import { readerActs, type ReaderAct } from './reader-acts.js';
import { RemindersPanel } from './reminders-panel.js';
import { SessionCalendar } from './session-calendar.js';

/** Who reads, in which session they are and when the next opens; invitations by a link that is shown once; withdrawals and replacements. */
@Component({
  selector: 'lectern-readers-page',
  imports: [
    CorrectReaderDialog,
    EmptyState,
    MembersPanel,
    OneTimeLink,
    PersonFields,
    ProblemNote,
    ReaderActDialog,
    RemindersPanel,
    SessionCalendar,
  ],
  templateUrl: './readers.page.html',
  styleUrl: './readers.page.css',
})
export class ReadersPage {
  private readonly api = inject(Api);
  protected readonly store = inject(StudyStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly invitation = signal<Invitation | null>(null);
  protected readonly readers = computed(() => this.store.progress()?.readers ?? null);
  protected readonly planned = computed(() => this.store.detail()?.protocol.readers.planned ?? 0);
  protected readonly mayInvite = computed(
    () => this.store.phase() === 'draft' && this.store.coordinates() && (this.readers()?.length ?? 0) < this.planned(),
  );

  /** Id of the reader whose entry is corrected. */
  protected readonly corrected = signal<string | null>(null);
  protected readonly mayCorrect = computed(() => ['draft', 'reading'].includes(this.store.phase() ?? ''));
  protected readonly asked = signal<{ readonly reader: ReaderProgress; readonly act: ReaderAct } | null>(null);
  protected readonly acts = computed(() => this.texts().coordination.readers);
  protected readonly titles = { withdraw: 'withdrawTitle', replace: 'replaceTitle', waive: 'waiveTitle' } as const;

  protected actsOf(reader: ReaderProgress): ReaderAct[] {
    const detail = this.store.detail();
    if (!detail || !this.store.coordinates()) return [];
    return readerActs(reader, this.readers() ?? [], this.store.phase(), detail.protocol.readers);
  }

  protected submitted(reader: ReaderProgress): string {
    const sum = (pick: 'submitted' | 'planned') => reader.sessions.reduce((total, session) => total + session[pick], 0);
    return sum('planned') > 0 ? this.texts().general.of(sum('submitted'), sum('planned')) : '–';
  }

  /** State of a session; while it waits, when its washout ends, in this person's time zone and in UTC. */
  protected sessionText({ number, state, opensAt }: ReaderProgress['sessions'][number]): string {
    const waits = state === 'waiting' && opensAt !== null;
    const words = this.texts();
    const own = waits ? this.formats.dateTime(opensAt) : '';
    const universal = waits && !/UTC(?![+-])/.test(own) ? this.formats.universal(opensAt) : '';
    return words.readers.sessionAt(number, words.progress.sessionState[state], own, universal);
  }

  protected invite(): Promise<void> {
    return this.makeLink(async () => {
      const person = writtenPerson(this.name(), this.email());
      const invitation = await this.api.call(inviteReader, this.store.params(), person);
      this.name.set('');
      this.email.set('');
      return invitation;
    });
  }

  protected renew(reader: ReaderProgress): Promise<void> {
    return this.makeLink(() => this.api.call(renewInvitation, { ...this.store.params(), reader: reader.id }));
  }

  private async makeLink(make: () => Promise<Invitation>): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    this.invitation.set(null);
    try {
      this.invitation.set(await make());
      await Promise.all([this.store.askProgress(), this.store.reload()]);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }
}
