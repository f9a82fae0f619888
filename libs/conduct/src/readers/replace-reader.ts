import { protocolSchema, type ReaderId, type replaceReader as operation, type StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { deriveSchedule } from '@lectern/protocol';
import type { ReaderWithUser, Transaction } from '@lectern/records';
import type { z } from 'zod';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, InvitationToken } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { storeWorklists } from '../studies/freeze-study.js';
import { scheduleInput } from '../studies/schedule-input.js';
import { planOf } from '../studies/study-plan.js';
import { addReader } from './add-reader.js';

/**
 * A new reader in the place of one who withdrew: same cases, conditions and sessions, newly shuffled from the frozen seed; nobody else's worklists move.
 * @throws Conflict where the protocol does not allow it; NotFound
 */
export async function replaceReader(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  replaced: ReaderId,
  { reason, ...person }: z.output<typeof operation.body>,
): Promise<InvitationToken> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const { phase } = found(await tx.studies.lock(study));
    if (phase !== 'reading')
      throw new Conflict(
        'not-reading',
        'Readers are replaced while the study is read.',
        'Before the freeze, invite another.',
      );
    const readers = await tx.readers.ofStudy(study);
    const gone = readers.find(({ id }) => id === replaced);
    if (!gone) throw new NotFound('no-reader', 'There is no such reader.', 'Load the page again.');
    await assertReplaceable(tx, study, readers, gone);
    const number = Math.max(...readers.map((reader) => reader.number)) + 1;
    const place = { number, stratum: gone.stratum, replaces: gone.number };
    const invited = await addReader(tx, deps, actor, study, person, place);
    const worklistHash = await giveWorklists(tx, deps, study, number);
    const { name, kind } = person;
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'reader.replaced',
      subject: invited.reader,
      reason,
      before: { reader: gone.number },
      after: { number, name, kind, replaces: gone.number, worklistHash },
    });
    return invited;
  });
}

async function assertReplaceable(
  tx: Transaction,
  study: StudyId,
  readers: readonly ReaderWithUser[],
  gone: ReaderWithUser,
): Promise<void> {
  const { readers: plan } = protocolSchema.parse((await tx.studies.protocol(study)).document);
  const { rule = 'none', atMost = Infinity } = plan.replacement ?? {};
  if (rule === 'none')
    throw new Conflict('no-replacement', 'The protocol replaces no reader.', 'Amend it first, with a reason.');
  if (gone.state !== 'withdrawn')
    throw new Conflict(
      'not-withdrawn',
      'This reader has not withdrawn.',
      'Only the place of a reader who withdrew is free.',
    );
  if (readers.some(({ replaces }) => replaces === gone.number))
    throw new Conflict('replaced', 'This reader was replaced already.');
  if (readers.filter(({ replaces }) => replaces !== null).length >= atMost)
    throw new Conflict(
      'replacements-spent',
      `The protocol allows ${atMost} replacements, which were made.`,
      'Amend it first, with a reason.',
    );
}

/** @returns the hash of the new reader's sessions as derived */
async function giveWorklists(tx: Transaction, deps: ConductDeps, study: StudyId, number: number): Promise<string> {
  const plan = await planOf(tx, study);
  const freeze = await tx.studies.freezeOf(study);
  if (!freeze) throw new Error(`study ${study} is read and was never frozen`);
  const { sessions } = deriveSchedule(scheduleInput(plan, freeze), freeze.generator);
  const own = sessions.filter((session) => session.reader === number);
  await storeWorklists(tx, deps, plan, { sessions: own }, freeze.seed);
  return hashOf(own);
}
