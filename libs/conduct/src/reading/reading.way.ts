import type {
  Draft,
  EventBatch,
  OpenRead,
  ReadId,
  ReadingProblemView,
  ReportProblem,
  SignDocuments,
  ReadingOverview,
  ReadingState,
  savedDraftSchema,
  StudyId,
  Submission,
  SubmittedRead,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';
import type { ServedBytes } from '../served.js';

/** Every method answers for the actor as a reader of the study. @throws NotFound where the actor is none */
export interface Reading {
  overview(actor: Actor, study: StudyId): Promise<ReadingOverview>;
  /** @throws Invalid where the name is another, Conflict where a document was changed */
  sign(actor: Actor, study: StudyId, documents: SignDocuments): Promise<ReadingState>;
  setTimeZone(actor: Actor, study: StudyId, timeZone: string): Promise<ReadingState>;
  withdraw(actor: Actor, study: StudyId, reason: string): Promise<void>;
  report(actor: Actor, study: StudyId, problem: ReportProblem): Promise<ReadingProblemView>;
  /** The session that is waited for, as a calendar file. @throws Conflict where none is */
  calendar(actor: Actor, study: StudyId): Promise<ServedBytes>;
  begin(actor: Actor, study: StudyId): Promise<ReadingState>;
  takeOver(actor: Actor, study: StudyId, read: ReadId): Promise<OpenRead>;
  events(actor: Actor, study: StudyId, read: ReadId, batch: EventBatch): Promise<{ received: number; at: string }>;
  draft(actor: Actor, study: StudyId, read: ReadId, draft: Draft): Promise<z.output<typeof savedDraftSchema>>;
  submit(actor: Actor, study: StudyId, read: ReadId, submission: Submission): Promise<SubmittedRead>;
}
