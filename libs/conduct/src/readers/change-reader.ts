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
import { isMoreThanOf } from '../people/invited-person.js';

/** One reader as the roster has them. @throws NotFound */
export async function readerOf(on: Repositories, study: StudyId, id: ReaderId): Promise<ReaderDetail> {
  return detailOf(await knownReader(on, study, id));
}

/**
 * Corrects what was noted of a reader: the address at any time before the lock, name and stratum as long as the roster may change; a person who has signed in
 * names themselves. The address of somebody with other parts here stays: letters with a link that signs in as them go there.
 * @throws Stale, Invalid for a stratum that the protocol does not have, Conflict `frozen`, `name-theirs` or `address-theirs`, NotFound
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
    await tx.people.lock(userId);
    const reader = await knownReader(tx, study, id);
    const before = detailOf(reader);
    assertCurrent(expected, before);
    if (phase !== 'draft' && (change.name !== before.name || change.stratum !== before.stratum)) throw rosterFrozen();
    if (change.name !== before.name && reader.state !== 'invited') throw nameTheirs();
    if (change.email !== before.email && (await isMoreThanOf(tx, study, reader.user))) throw addressTheirs();
    if (change.stratum !== before.stratum) await assertStratum(tx, study, change.stratum);
    await tx.people.change(reader.userId, { name: change.name, email: change.email });
    await tx.readers.setStratum(id, change.stratum);
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
