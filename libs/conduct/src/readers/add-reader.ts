import type { inviteReaderSchema, ReaderId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import type { z } from 'zod';
import { assertIndependent } from '../access/independence.js';
import type { Actor, InvitationToken } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudge, readerChanged } from '../nudge.js';
import { assertGoTogether } from '../members/go-together.js';
import { invitedPerson } from '../people/invited-person.js';
import { keepInvitation } from './reminders.js';

type Invited = Pick<z.output<typeof inviteReaderSchema>, 'name' | 'email' | 'kind'>;

/** Where in the roster a reader stands. */
interface Place {
  readonly number: number;
  readonly stratum: string | null;
  /** The number of the reader whose place it was. */
  readonly replaces: number | null;
}

/**
 * A new person in the roster of a study, with the link by which they come in.
 * @throws Conflict for one who makes the study's truth
 */
export async function addReader(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { name, email, kind }: Invited,
  place: Place,
): Promise<InvitationToken> {
  const { user, wayIn } = await invitedPerson(tx, deps, actor, { name, email, kind });
  await assertIndependent(tx, study, user.id, 'reader');
  assertGoTogether('reader', await tx.studies.partsOf(study, user.id));
  if ((await tx.readers.ofStudy(study)).some(({ userId }) => userId === user.id))
    throw new Conflict('is-reader', `${user.name} reads in this study already.`, 'Invite somebody else.');
  const reader = deps.ids.next() as ReaderId;
  await tx.readers.create({
    ...{ id: reader, studyId: study, userId: user.id, state: 'invited', invitedAt: tx.now },
    ...{ ...place, timeZone: null, qualified: null },
  });
  await tx.studies.addMember(study, user.id, 'reader', tx.now);
  await keepInvitation(tx, reader, { email, kind });
  await nudge(tx, readerChanged({ id: reader, studyId: study }), { kind: 'study-changed', study });
  await tx.outbox.announce(study);
  return { reader, name: user.name, ...wayIn };
}
