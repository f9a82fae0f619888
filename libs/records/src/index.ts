export { createRecords, type RecordsOptions } from './create-records.js';
export { Remembered } from './remembered.js';
export type { ImageStanding, OpenReadImages, RequestQueries, SignedInPerson } from './request-queries.js';
export type { Clock, Records, Repositories, Transaction } from './records.js';
export { applyMigrations, MigrationError } from './migrate.js';
export { grantApplication, provideApplicationRole, type ApplicationRole } from './application-role.js';
export { isUniqueViolation } from './database.js';
export { installationChain, type AuditedAct, type AuditNote } from './audit-log.js';
export type { AuditFilter } from './audit-log.js';
export type { InstantKey, Seek } from './seek.js';
export type { OutboxMessage, OutboxRelay } from './outbox.js';
export type { ImageRequest, LoggedImageRequest } from './image-access-log.js';
export type { NewUser } from './repositories/person.repository.js';
export type { StandingRead, StandingKey } from './repositories/read.repository.js';
export type { CrossedPart, StudyWithRoles } from './repositories/study.repository.js';
export type { KnownImage, OpenDoor } from './repositories/arrival.repository.js';
export type { UploadOfCase } from './repositories/case-upload.repository.js';
export type { CaseWithStacks, ListedCase } from './repositories/case.repository.js';
export type { ReferenceImport, ReferenceRow } from './repositories/reference.repository.js';
export type { MemberWithUser, OpinionOfCase, PanelReminderKey, StoredTask, TruthPanel } from './repositories/truthing.repository.js';
export type { StoredAiResult } from './repositories/ai-result.repository.js';
export type { ReaderWithUser, SessionWithCounts } from './repositories/reader.repository.js';
export type { StoredRead, UnsubmittedRead } from './repositories/read.repository.js';
export type { PacedRead, SubmittedReadRow } from './repositories/submission.repository.js';
export type { ProblemWithResolution, ReminderKey } from './repositories/reading-acts.repository.js';
export type {
  Analysis,
  AuthSession,
  Case,
  CaseUpload,
  IntakeNode,
  IntakeToken,
  BundleExport,
  Deviation,
  ElectronicSignature,
  ModelVersion,
  PanelReminder,
  ProtocolVersion,
  Read,
  ReadEventBatch,
  ReaderSignature,
  ReadingSession,
  Reminder,
  SignInLink,
  Stack,
  Study,
  StudyFreeze,
  StudyLock,
  Submission,
  TruthingMember,
  TruthVerdict,
  Unblinding,
  User,
} from './generated/prisma/client.js';
