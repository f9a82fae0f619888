import type { ArrivalRepository } from './repositories/arrival.repository.js';
import type { AnalysisRepository } from './repositories/analysis.repository.js';
import type { AiResultRepository } from './repositories/ai-result.repository.js';
import type { CaseRepository } from './repositories/case.repository.js';
import type { CaseUploadRepository } from './repositories/case-upload.repository.js';
import type { EvidenceRepository } from './repositories/evidence.repository.js';
import type { ExportRepository } from './repositories/export.repository.js';
import type { IdempotencyRepository } from './repositories/idempotency.repository.js';
import type { IdentityRepository } from './repositories/identity.repository.js';
import type { PersonRepository } from './repositories/person.repository.js';
import type { PullRepository } from './repositories/pull.repository.js';
import type { ReaderRepository } from './repositories/reader.repository.js';
import type { ReadRepository } from './repositories/read.repository.js';
import type { ReferenceRepository } from './repositories/reference.repository.js';
import type { StudyRepository } from './repositories/study.repository.js';
import type { SubmissionRepository } from './repositories/submission.repository.js';
import type { ReadingActsRepository } from './repositories/reading-acts.repository.js';
import type { TruthingRepository } from './repositories/truthing.repository.js';
import type { AuditLog } from './audit-log.js';
import type { ChangeFeed } from './change-feed.js';
import type { ImageAccessLog } from './image-access-log.js';
import type { Outbox, OutboxRelay } from './outbox.js';
import type { RequestQueries } from './request-queries.js';
import type { Rider } from './riding.js';

export interface Clock {
  now(): Date;
}

export interface Repositories {
  readonly people: PersonRepository;
  readonly studies: StudyRepository;
  readonly cases: CaseRepository;
  readonly uploads: CaseUploadRepository;
  readonly references: ReferenceRepository;
  readonly truthing: TruthingRepository;
  readonly aiResults: AiResultRepository;
  readonly readers: ReaderRepository;
  readonly reads: ReadRepository;
  readonly readingActs: ReadingActsRepository;
  readonly submissions: SubmissionRepository;
  readonly analyses: AnalysisRepository;
  readonly evidence: EvidenceRepository;
  readonly exports: ExportRepository;
  readonly identities: IdentityRepository;
  readonly idempotency: IdempotencyRepository;
  readonly arrivals: ArrivalRepository;
  readonly pulls: PullRepository;
}

/** What one act works with. All of it commits, or none. */
export interface Transaction extends Repositories {
  /** The instant of the act. */
  readonly now: Date;
  readonly audit: AuditLog;
  readonly outbox: Outbox;
}

export interface Records {
  /** Runs an act; it may run again from the start, so it must change nothing outside the transaction. */
  transaction<T>(act: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Does something with a note that rides in its first transaction: both commit, or neither. @returns whether there was a transaction that did */
  carrying<T>(rider: Rider, act: () => Promise<T>): Promise<{ result: T; isNoted: boolean }>;
  /** Does something whose transactions carry no note of what it is done for. */
  aside<T>(act: () => Promise<T>): Promise<T>;
  /** For questions; each is answered from what is committed. */
  readonly read: Repositories;
  /** What is asked at every request. */
  readonly requests: RequestQueries;
  readonly audit: AuditLog;
  readonly relay: OutboxRelay;
  readonly changes: ChangeFeed;
  readonly imageAccess: ImageAccessLog;
  close(): Promise<void>;
}
