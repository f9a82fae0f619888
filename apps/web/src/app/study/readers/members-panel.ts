import { Component, inject, resource, signal } from '@angular/core';
import {
  addRole,
  admitMember,
  inviteMember,
  listMembers,
  removeRole,
  roleSchema,
  type Member,
  type MemberInvitation,
  type Role,
} from '@lectern/contracts';
import { Api } from '../../core/api.js';
import { SessionStore } from '../../core/session.store.js';
import { Language } from '../../texts/language.js';
import { OneTimeLink } from '../../ui/one-time-link.js';
import { PersonFields, writtenPerson } from '../../ui/person-fields.js';
import { ProblemNote } from '../../ui/problem-note.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { StudyStore } from '../study.store.js';

type MemberRole = Exclude<Role, 'reader'>;

/** What is asked about: one more role for a member, one less, or the first for somebody who has no part in the study. */
type Asking = { readonly kind: 'add' | 'remove'; readonly member: Member } | { readonly kind: 'admit' };

/** Who has a role in the study beside reading: invited, given one more, or without it again. */
@Component({
  selector: 'lectern-members-panel',
  imports: [OneTimeLink, PersonFields, ProblemNote, ReasonDialog],
  templateUrl: './members-panel.html',
  styles: `
    li {
      display: grid;
      grid-template-columns: minmax(0, 240px) minmax(0, 1fr);
      align-items: center;
      gap: 0 12px;
    }
    @media (max-width: 640px) {
      li {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class MembersPanel {
  private readonly api = inject(Api);
  private readonly store = inject(StudyStore);
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  protected readonly roles = roleSchema.exclude(['reader']).options;
  protected readonly members = resource({
    params: () => this.store.params(),
    loader: ({ params, abortSignal }) => this.api.call(listMembers, params, undefined, abortSignal),
  });
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly person = signal('');
  protected readonly role = signal<MemberRole>('monitor');
  protected readonly asking = signal<Asking | null>(null);
  protected readonly working = signal(false);
  protected readonly error = signal<unknown>(null);
  protected readonly invitation = signal<MemberInvitation | null>(null);

  /** Those whose part is not reading alone. */
  protected othersOf(members: readonly Member[]): Member[] {
    return members.filter(({ roles }) => roles.some((role) => role !== 'reader'));
  }

  protected askWhom(): void {
    this.person.set('');
    this.asking.set({ kind: 'admit' });
  }

  protected headingOf(asked: Asking): string {
    const words = this.texts().people;
    if (asked.kind === 'admit') return words.admitTitle;
    const { name } = asked.member;
    return asked.kind === 'add' ? words.addTitle(name) : words.remove(words.roles[this.role()], name);
  }

  /** Whether the person who is asked about may be given the role. */
  protected isOffered(asked: Asking, role: MemberRole): boolean {
    return asked.kind === 'admit' || !asked.member.roles.includes(role);
  }

  protected ask(kind: 'add' | 'remove', member: Member, role: Role): void {
    if (role === 'reader') return;
    this.role.set(role);
    this.asking.set({ kind, member });
  }

  /** A role that a member does not have yet. */
  protected otherRole({ roles }: Member): MemberRole | null {
    return this.roles.find((role) => !roles.includes(role)) ?? null;
  }

  protected choose(role: string): void {
    this.role.set(roleSchema.exclude(['reader']).parse(role));
  }

  protected async invite(): Promise<void> {
    this.working.set(true);
    this.error.set(null);
    this.invitation.set(null);
    try {
      const input = { ...writtenPerson(this.name(), this.email()), role: this.role() };
      this.invitation.set(await this.api.call(inviteMember, this.store.params(), input));
      this.name.set('');
      this.email.set('');
      this.members.reload();
    } catch (error) {
      this.error.set(error);
    } finally {
      this.working.set(false);
    }
  }

  /** Does what was asked about, for this reason. */
  protected readonly confirm = async (reason: string): Promise<void> => {
    const asked = this.asking();
    if (!asked) return;
    const given = { role: this.role(), reason };
    if (asked.kind === 'admit') {
      await this.api.call(admitMember, this.store.params(), { ...given, person: this.person() });
    } else {
      const { kind, member } = asked;
      const params = { ...this.store.params(), user: member.user };
      await this.api.call(kind === 'add' ? addRole : removeRole, params, given);
      if (kind === 'remove' && member.user === this.session.me()?.id) location.assign('/'); // one's own sessions ended too
    }
    this.members.reload();
  };
}
