import type {
  changeReaderSchema,
  inviteReaderSchema,
  Page,
  PageRequest,
  ReaderDetail,
  ReaderId,
  ReadId,
  ReadingProblemView,
  ReadStatus,
  ReminderView,
  ResolveProblem,
  StudyId,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { ExpectedTags } from '../entity-tag.js';
import type { NewLink } from '../people/invited-person.js';
import type { Actor } from '../actor.js';

/** A one-time token; the application makes the URL `/sign-in#token=...` of it. Only its hash is kept. */
export interface InvitationToken {
  readonly reader: ReaderId;
  readonly name: string;
  /** null: a person who is here already, and signs in as before */
  readonly token: string | null;
  readonly expiresAt: string | null;
}

export interface Readers {
  invite(actor: Actor, study: StudyId, input: z.output<typeof inviteReaderSchema>): Promise<InvitationToken>;
  /** @throws Conflict where a link would open more than this study; NotFound */
  renewLink(actor: Actor, study: StudyId, reader: ReaderId): Promise<InvitationToken & NewLink>;
  /** @throws NotFound */
  reader(study: StudyId, reader: ReaderId): Promise<ReaderDetail>;
  /** @throws Stale, Conflict for what is frozen or the reader's own, Invalid */
  change(
    actor: Actor,
    study: StudyId,
    reader: ReaderId,
    change: z.output<typeof changeReaderSchema>,
    expected?: ExpectedTags,
  ): Promise<ReaderDetail>;
  withdraw(actor: Actor, study: StudyId, reader: ReaderId, reason: string): Promise<void>;
  /** @throws Conflict unless the reader failed the qualification */
  waiveQualification(actor: Actor, study: StudyId, reader: ReaderId, reason: string): Promise<void>;
  reads(study: StudyId, page: PageRequest): Promise<Page<ReadStatus>>;
  /** @throws Conflict for a read that is submitted or excused */
  excuse(actor: Actor, study: StudyId, read: ReadId, reason: string): Promise<void>;
  /** @throws Conflict unless the read is submitted */
  reopen(actor: Actor, study: StudyId, read: ReadId, reason: string): Promise<void>;
  problems(study: StudyId, page: PageRequest): Promise<Page<ReadingProblemView>>;
  resolve(actor: Actor, study: StudyId, problem: string, resolution: ResolveProblem): Promise<ReadingProblemView>;
  /** Messages to readers: those sent by mail, and those to be passed on by hand. */
  reminders(study: StudyId, page: PageRequest): Promise<Page<ReminderView>>;
}
