import type { ReaderId, ReadId, StudyId } from '@lectern/contracts';
import type { StoredRead, Transaction } from '@lectern/records';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import { Conflict, NotFound } from '../errors.js';
import { protocolOf, type Seat } from '../reading/seat.js';

/** A reader's seat for an act of the coordinator: the phase holds, and the reader's own acts wait. @throws NotFound, Refused, Conflict unless the study is being read */
export async function seatForCoordinator(tx: Transaction, actor: Actor, id: StudyId, reader: ReaderId): Promise<Seat> {
  await requirePermission(tx, actor, id, 'study:manage-readers');
  const study = found(await tx.studies.hold(id));
  if (study.phase !== 'reading')
    throw new Conflict('study-closed', 'This study is not being read.', 'Nothing of its reads can be changed.');
  const known = await tx.readers.lock(reader);
  if (known?.studyId !== id) throw new NotFound('no-reader', 'There is no such reader in this study.');
  return { study, protocol: await protocolOf(tx, id), reader: known };
}

/** A read of the study, locked, with the seat of its reader. */
export async function readForCoordinator(
  tx: Transaction,
  actor: Actor,
  study: StudyId,
  id: ReadId,
): Promise<{ seat: Seat; read: StoredRead }> {
  await requirePermission(tx, actor, study, 'study:manage-readers');
  const known = await tx.reads.find(id);
  const noRead = new NotFound('no-read', 'There is no such read in this study.');
  if (!known) throw noRead;
  const seat = await seatForCoordinator(tx, actor, study, known.readerId as ReaderId);
  const read = await tx.reads.lock(id);
  if (!read) throw noRead;
  return { seat, read };
}
