import type { ReadId, StudyId } from '@lectern/contracts';
import { protocolSchema, type Protocol } from '@lectern/contracts';
import { ReadingRefused } from '@lectern/reading';
import {
  type ReaderWithUser,
  Remembered,
  type Repositories,
  type StoredRead,
  type Study,
  type Transaction,
} from '@lectern/records';
import { found, noStudy } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import { Conflict, NotFound } from '../errors.js';

/** A reader at a study: what every act of reading begins with. */
export interface Seat {
  readonly study: Study;
  readonly protocol: Protocol;
  readonly reader: ReaderWithUser;
}

/** @throws NotFound where the actor is no reader of the study */
export async function seatOf(on: Repositories, actor: Actor, id: StudyId): Promise<Seat> {
  const study = await on.studies.find(id);
  const reader = await on.readers.ofUser(id, actor.user);
  if (!reader) throw noStudy();
  return { study: found(study), protocol: await protocolOf(on, id), reader };
}

/** The same for an act: the study's phase holds until it commits, and the reader's other acts wait. */
export async function takeSeat(tx: Transaction, actor: Actor, id: StudyId): Promise<Seat> {
  const study = await tx.studies.hold(id);
  const reader = await tx.readers.lockOfUser(id, actor.user);
  if (!reader) throw noStudy();
  return { study: found(study), protocol: await protocolOf(tx, id), reader };
}

/** By hash: the same document, whichever study has it, and in whichever record. */
const protocols = new Remembered<Protocol>();

/** The version that holds. */
export async function protocolOf(on: Repositories, id: StudyId): Promise<Protocol> {
  const known = protocols.get(await on.studies.protocolHash(id));
  if (known) return known;
  const { hash, document } = await on.studies.protocol(id);
  return protocols.keep(hash, protocolSchema.parse(document));
}

/** @throws Conflict unless the study is being read by this reader */
export function assertReading({
  study,
  reader,
}: {
  study: Pick<Study, 'phase'>;
  reader: Pick<ReaderWithUser, 'state'>;
}): void {
  if (study.phase !== 'reading')
    throw new Conflict('study-closed', 'This study is not being read.', 'Nothing more can be written to it.');
  if (reader.state === 'withdrawn') throw new Conflict('withdrawn', 'You have withdrawn from this study.');
}

/** Why what comes in of a read cannot be kept: never the reader's, not theirs, or the study is closed to them. @throws always */
export async function refuseRead(on: Repositories, actor: Actor, study: StudyId): Promise<never> {
  assertReading(await seatOf(on, actor, study));
  throw noRead();
}

const noRead = (): NotFound => new NotFound('no-read', 'There is no such read.', 'Load the page again.');

/** A read of this reader. @throws NotFound for any other, whether or not it exists */
export async function ownRead(
  reads: { find(id: string): Promise<StoredRead | null> },
  reader: ReaderWithUser,
  id: ReadId,
): Promise<StoredRead> {
  const read = await reads.find(id);
  if (read?.readerId !== reader.id) throw noRead();
  return read;
}

/** A broken rule of reading as a failure of the act. */
export function orConflict<T>(rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    if (error instanceof ReadingRefused) throw new Conflict(error.code, error.message, error.remedy);
    throw error;
  }
}
