import type { ReadId, StudyId } from '@lectern/contracts';
import { afterAct } from '@lectern/reading';
import type { AuditNote, StoredRead, Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { nudgeOfAct } from '../nudge.js';
import { orConflict, type Seat } from '../reading/seat.js';
import { settleSession } from '../reading/settle-session.js';
import { readForCoordinator } from './reader-of-study.js';

/** A read that needs no answer any more, with the reason: it is missing from the analysis as "excused". Where it was open, its page goes on with the next one. */
export async function excuseRead(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  reason: string,
): Promise<void> {
  await deps.records.transaction(async (tx) => {
    const { seat, read } = await readForCoordinator(tx, actor, study, id);
    const notes = await excuse(tx, deps, { actor, seat, read, reason });
    await tx.outbox.announce(study);
    await tx.audit.append(study, ...notes);
  });
}

/** The act itself, for whoever has the seat. @returns audit entries to be appended */
export async function excuse(
  tx: Transaction,
  deps: ConductDeps,
  { actor, seat, read, reason }: { actor: Actor; seat: Seat; read: StoredRead; reason: string },
): Promise<AuditNote[]> {
  orConflict(() => afterAct(read.state, 'excuse'));
  const by = { id: actor.user, name: actor.name };
  await tx.readingActs.excuse({ readId: read.id, at: tx.now, by: actor.name, reason });
  await nudgeOfAct(tx, deps, 'read-excused', seat.reader, read.id);
  const { session, position } = read;
  const after = { reader: seat.reader.number, session: session.number, position };
  const excused: AuditNote = {
    by,
    act: 'read.excused',
    subject: read.id,
    reason,
    before: { state: read.state },
    after,
  };
  return [excused, ...(await settleSession(tx, seat, session))];
}
