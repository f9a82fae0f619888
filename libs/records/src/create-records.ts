import { AuditLog } from './audit-log.js';
import { ChangeFeed } from './change-feed.js';
import { connect, mayRunAgain, poolOf, type Database } from './database.js';
import { ImageAccessLog } from './image-access-log.js';
import { Outbox, OutboxRelay } from './outbox.js';
import type { Clock, Records, Repositories, Transaction } from './records.js';
import { Remembered } from './remembered.js';
import { AiResultRepository } from './repositories/ai-result.repository.js';
import { ArrivalRepository } from './repositories/arrival.repository.js';
import { AnalysisRepository } from './repositories/analysis.repository.js';
import { CaseRepository, type ReadyCases } from './repositories/case.repository.js';
import { CaseUploadRepository } from './repositories/case-upload.repository.js';
import { EvidenceRepository } from './repositories/evidence.repository.js';
import { ExportRepository } from './repositories/export.repository.js';
import { IdempotencyRepository } from './repositories/idempotency.repository.js';
import { IdentityRepository } from './repositories/identity.repository.js';
import { PersonRepository } from './repositories/person.repository.js';
import { PullRepository } from './repositories/pull.repository.js';
import { ReaderRepository } from './repositories/reader.repository.js';
import { ReadRepository } from './repositories/read.repository.js';
import { ReadingActsRepository } from './repositories/reading-acts.repository.js';
import { ReferenceRepository } from './repositories/reference.repository.js';
import { StudyRepository } from './repositories/study.repository.js';
import { SubmissionRepository } from './repositories/submission.repository.js';
import { TruthingRepository } from './repositories/truthing.repository.js';
import { RequestQueries } from './request-queries.js';
import { Riding } from './riding.js';

export interface RecordsOptions {
  /** PostgreSQL, migrated (`applyMigrations`). */
  readonly url: string;
  readonly clock: Clock;
  /** Connections at most, beside the one that listens for changes. */
  readonly connections?: number;
}

const attempts = 4;
const limits = { maxWait: 20_000, timeout: 60_000 }; // ms: to get a connection; of one act

export function createRecords({ url, clock, connections = 10 }: RecordsOptions): Records {
  const pool = poolOf(url, connections);
  const client = connect(pool);
  const changes = new ChangeFeed(url);
  const imageAccess = new ImageAccessLog(client, pool, clock);
  const readyCases: ReadyCases = new Remembered();

  const riding = new Riding();

  const attempted = async <T>(act: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.$transaction((db) => act(transactionOn(db, clock, readyCases)), limits);
      } catch (error) {
        if (attempt === attempts || !mayRunAgain(error)) throw error;
      }
    }
  };
  const transaction = <T>(act: (tx: Transaction) => Promise<T>): Promise<T> =>
    riding.board((rider) =>
      attempted(async (tx) => {
        await rider?.(tx);
        return act(tx);
      }),
    );
  return {
    transaction,
    read: repositoriesOn(client, readyCases),
    requests: new RequestQueries(pool),
    carrying: (rider, act) => riding.carry(rider, act),
    aside: (act) => riding.aside(act),
    audit: new AuditLog(client, clock),
    relay: new OutboxRelay(client, clock),
    changes,
    imageAccess,
    close: async () => {
      await Promise.all([changes.close(), imageAccess.close()]);
      await client.$disconnect();
    },
  };
}

function transactionOn(db: Database, clock: Clock, readyCases: ReadyCases): Transaction {
  return {
    now: clock.now(),
    ...repositoriesOn(db, readyCases),
    audit: new AuditLog(db, clock),
    outbox: new Outbox(db, clock),
  };
}

function repositoriesOn(db: Database, readyCases: ReadyCases): Repositories {
  return {
    people: new PersonRepository(db),
    studies: new StudyRepository(db),
    cases: new CaseRepository(db, readyCases),
    uploads: new CaseUploadRepository(db),
    references: new ReferenceRepository(db),
    truthing: new TruthingRepository(db),
    aiResults: new AiResultRepository(db),
    readers: new ReaderRepository(db),
    reads: new ReadRepository(db),
    readingActs: new ReadingActsRepository(db),
    submissions: new SubmissionRepository(db),
    analyses: new AnalysisRepository(db),
    evidence: new EvidenceRepository(db),
    exports: new ExportRepository(db),
    identities: new IdentityRepository(db),
    idempotency: new IdempotencyRepository(db),
    arrivals: new ArrivalRepository(db),
    pulls: new PullRepository(db),
  };
}
