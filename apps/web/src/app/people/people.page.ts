import { Component, inject, signal } from '@angular/core';
import { listPeople, resetPassword, type Person, type Proof, type ResetLink } from '@lectern/contracts';
import { Api } from '../core/api.js';
import { Paged } from '../core/paged.js';
import { SessionStore } from '../core/session.store.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { MoreButton } from '../ui/more-button.js';
import { OneTimeLink } from '../ui/one-time-link.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { SignatureFields } from '../ui/signature-fields.js';

/** Who can sign in, for administrators; a password that was lost is reset by a one-time link. */
@Component({
  selector: 'lectern-people-page',
  imports: [ConsoleFrame, MoreButton, OneTimeLink, ProblemNote, ReasonDialog, SignatureFields],
  templateUrl: './people.page.html',
})
export class PeoplePage {
  private readonly api = inject(Api);
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly people = new Paged((after, limit) =>
    this.api.call(listPeople, { limit: `${limit}`, ...(after && { after }) }),
  );
  protected readonly asking = signal<Person | null>(null);
  protected readonly proof = signal<Proof | null>(null);
  protected readonly made = signal<ResetLink | null>(null);

  constructor() {
    usePageTitle(() => this.texts().people.title);
    void this.people.reload();
  }

  protected ask(person: Person | null): void {
    this.proof.set(null);
    this.asking.set(person);
  }

  /** Resets the password of the person who is asked about, for this reason. */
  protected readonly reset = async (reason: string): Promise<void> => {
    const [person, proof] = [this.asking(), this.proof()];
    if (!person || !proof) return;
    this.made.set(await this.api.call(resetPassword, { user: person.id }, { reason, proof }));
    await this.people.reload();
  };
}
