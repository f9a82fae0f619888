import type {
  addTrutherSchema,
  Draft,
  OpenRead,
  Page,
  PageRequest,
  PanelReminderView,
  ReadId,
  ReadingOverview,
  ReadingState,
  replaceTrutherSchema,
  savedDraftSchema,
  StudyId,
  Submission,
  SubmittedTruth,
  TruthingPanelView,
  UserId,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';
import type { MemberToken } from '../members/members.way.js';
import type { NewLink } from '../people/invited-person.js';

/** The panel that sets the truth. The first six are the coordinator's; the others answer for the actor as a member. @throws NotFound where the actor is none */
export interface Truthing {
  panel(study: StudyId): Promise<TruthingPanelView>;
  /** @throws Conflict where every seat is taken or the panel has begun */
  addMember(actor: Actor, study: StudyId, input: z.output<typeof addTrutherSchema>): Promise<MemberToken>;
  /** @throws Conflict where a link would open more than this study; NotFound */
  renewLink(actor: Actor, study: StudyId, user: UserId): Promise<MemberToken & NewLink>;
  /** @throws Conflict once the panel is closed, or where the seat was given away */
  replace(
    actor: Actor,
    study: StudyId,
    user: UserId,
    input: z.output<typeof replaceTrutherSchema>,
  ): Promise<MemberToken>;
  reminders(study: StudyId, page: PageRequest): Promise<Page<PanelReminderView>>;
  /** @throws Conflict where somebody is missing */
  open(actor: Actor, study: StudyId): Promise<TruthingPanelView>;
  overview(actor: Actor, study: StudyId): Promise<ReadingOverview>;
  begin(actor: Actor, study: StudyId): Promise<ReadingState>;
  takeOver(actor: Actor, study: StudyId, id: ReadId): Promise<OpenRead>;
  draft(actor: Actor, study: StudyId, id: ReadId, draft: Draft): Promise<z.output<typeof savedDraftSchema>>;
  submit(actor: Actor, study: StudyId, id: ReadId, submission: Submission): Promise<SubmittedTruth>;
}
