import {
  protocolSchema,
  type changeReaderSchema,
  type ReaderDetail,
  type ReaderId,
  type StudyId,
} from '@lectern/contracts';
import type { ReaderWithUser, Repositories, Transaction } from '@lectern/records';
import type { z } from 'zod';
import { openForWriting } from '../access/open-for-writing.js';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertCurrent, type ExpectedTags } from '../entity-tag.js';
import { Conflict, Invalid, NotFound } from '../errors.js';
import { assertAddressFree } from '../people/address.js';
import { isMoreThanOf } from '../people/invited-person.js';
import { nudge, readerChanged } from '../nudge.js';
import { keepInvitation } from './reminders.js';

/** One reader as the roster has them. @throws NotFound */
export async function readerOf(on: Repositories, study: StudyId, id: ReaderId): Promise<ReaderDetail> {
  return detailOf(await knownReader(on, study, id));
}

/**
 * Corrects what was noted of a reader: the address at any time before the lock, name and stratum as long as the roster may change; a person who has signed in
 * names themselves. The address of somebody with other parts here stays: letters with a link that signs in as them go there, and
 * those sent to the address before open nothing any more.
 * @throws Stale, Invalid for a stratum that the protocol does not have, Conflict `frozen`, `name-theirs`, `address-theirs` or `address-taken`, NotFound
 */
export async function changeReader(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReaderId,
  change: z.output<typeof changeReaderSchema>,
  expected: ExpectedTags = 'any',
): Promise<ReaderDetail> {
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const { phase } = await openForWriting(tx, study);
    const { userId } = await knownReader(tx, study, id);
    if (change.email) await tx.people.lockAddress(change.email);
    await tx.people.lock(userId);
    const reader = await knownReader(tx, study, id);
    const before = detailOf(reader);
    assertCurrent(expected, before);
    if (phase !== 'draft' && (change.name !== before.name || change.stratum !== before.stratum)) throw rosterFrozen();
    if (change.name !== before.name && reader.state !== 'invited') throw nameTheirs();
    const moves = change.email !== before.email;
    if (moves) await assertMayMove(tx, study, reader, change.email);
    if (change.stratum !== before.stratum) await assertStratum(tx, study, change.stratum);
    await tx.people.change(reader.userId, { name: change.name, email: change.email });
    await tx.readers.setStratum(id, change.stratum);
    if (moves) await moveLetters(tx, await knownReader(tx, study, id));
    await tx.outbox.announce(study);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, {
      by,
      act: 'reader.changed',
      subject: id,
      ...changed(before, { ...before, ...change }),
    });
    return detailOf(await knownReader(tx, study, id));
  });
}

async function knownReader(on: Repositories, study: StudyId, id: ReaderId): Promise<ReaderWithUser> {
  const reader = await on.readers.find(id);
  if (reader?.studyId !== study) throw new NotFound('no-reader', 'There is no such reader in this study.');
  return reader;
}

/** Programs are sent no letters: they may have the address of whoever runs them. */
async function assertMayMove(
  tx: Transaction,
  study: StudyId,
  { user }: ReaderWithUser,
  email: string | null,
): Promise<void> {
  if (await isMoreThanOf(tx, study, user)) throw addressTheirs();
  if (email && user.kind === 'person') await assertAddressFree(tx, email, user.id);
}

/** Links that were sent to the address before open nothing any more; an invitation that was not taken goes to the new one. */
async function moveLetters(tx: Transaction, { id, studyId, state, user }: ReaderWithUser): Promise<void> {
  await tx.people.voidLinks(user.id, tx.now, 'mailed');
  if (state !== 'invited') return;
  await keepInvitation(tx, id, user);
  await nudge(tx, readerChanged({ id, studyId }));
}

async function assertStratum(tx: Transaction, study: StudyId, stratum: string | null): Promise<void> {
  const { strata } = protocolSchema.parse((await tx.studies.protocol(study)).document).readers;
  const known = (strata ?? []).map(({ id }) => id);
  if (stratum === null || known.includes(stratum)) return;
  throw new Invalid('no-stratum', `The protocol has no stratum of readers ${stratum}.`, `It has: ${known.join(', ')}.`);
}

/** The address stands in the record as changed, not as it is: the chain goes into the bundle. */
function changed(before: ReaderDetail, after: ReaderDetail): { before: object; after: object } {
  const noted = ({ name, stratum }: ReaderDetail): object => ({ name, stratum });
  const isNew = before.email !== after.email;
  return { before: noted(before), after: { ...noted(after), ...(isNew && { email: 'changed' }) } };
}

function detailOf({ id, number, state, stratum, replaces, timeZone, user }: ReaderWithUser): ReaderDetail {
  return {
    ...{ id: id as ReaderId, number, state, name: user.name, email: user.email, kind: user.kind },
    ...{ stratum, replaces, timeZone },
  };
}

const rosterFrozen = (): Conflict =>
  new Conflict('frozen', 'Names and strata are frozen with the study.', 'Change the e-mail address alone.');

const nameTheirs = (): Conflict =>
  new Conflict(
    'name-theirs',
    'This person has signed in and names themselves.',
    'Ask them to change it in their account.',
  );

const addressTheirs = (): Conflict =>
  new Conflict(
    'address-theirs',
    'This person has other parts here, which letters to another address would open too.',
    'Ask an administrator to reset how the person signs in.',
  );
