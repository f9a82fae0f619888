import type { inviteReaderSchema, ReaderId, StudyId } from '@lectern/contracts';
import type { z } from 'zod';
import { assertIndependent } from '../access/independence.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, InvitationToken, Readers } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { nudge, readerChanged } from '../nudge.js';
import { issueLink } from '../sign-in/sign-in-link.js';
import { changeReader, readerOf } from './change-reader.js';
import { excuseRead } from './excuse-read.js';
import { listReads } from './list-reads.js';
import { listProblems, resolveProblem } from './problems.js';
import { keepInvitation, listReminders } from './reminders.js';
import { reopenRead } from './reopen-read.js';
import { waiveQualification } from './waive-qualification.js';
import { withdrawReader } from './withdraw.js';

/** Who reads, and the links by which they come in. */
export function readers(deps: ConductDeps): Readers {
  return {
    invite: (actor, study, input) => invite(deps, actor, study, input),
    renewLink: (actor, study, reader) => renewLink(deps, actor, study, reader),
    reader: (study, reader) => readerOf(deps.records.read, study, reader),
    change: (actor, study, reader, change, expected) => changeReader(deps, actor, study, reader, change, expected),
    withdraw: (actor, study, reader, reason) => withdrawReader(deps, actor, study, reader, reason),
    waiveQualification: (actor, study, reader, reason) => waiveQualification(deps, actor, study, reader, reason),
    reads: (study, request) => listReads(deps, study, request),
    excuse: (actor, study, read, reason) => excuseRead(deps, actor, study, read, reason),
    reopen: (actor, study, read, reason) => reopenRead(deps, actor, study, read, reason),
    problems: (study, request) => listProblems(deps, study, request),
    resolve: (actor, study, problem, resolution) => resolveProblem(deps, actor, study, problem, resolution),
    reminders: (study, request) => listReminders(deps, study, request),
  };
}

async function invite(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { name, email, kind, stratum }: z.output<typeof inviteReaderSchema>,
): Promise<InvitationToken> {
  const { records, ids } = deps;
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const { phase } = found(await tx.studies.lock(study));
    if (phase !== 'draft')
      throw new Conflict('frozen', 'The roster is frozen with the study.', 'Create a new study with the same cases.');
    const number = Math.max(0, ...(await tx.readers.ofStudy(study)).map((reader) => reader.number)) + 1;
    const user = await tx.people.create({
      id: ids.next(),
      name,
      email: email ?? null,
      kind,
      administrator: false,
      createdAt: tx.now,
    });
    const reader = ids.next() as ReaderId;
    await tx.readers.create({
      id: reader,
      studyId: study,
      userId: user.id,
      number,
      state: 'invited',
      stratum: stratum ?? null,
      replaces: null,
      timeZone: null,
      qualified: null,
      invitedAt: tx.now,
    });
    await assertIndependent(tx, study, user.id, 'reader');
    await tx.studies.addMember(study, user.id, 'reader', tx.now);
    const { token, expiresAt } = await issueLink(tx, deps, user.id, actor.user);
    await keepInvitation(tx, reader, { email, kind });
    await nudge(tx, readerChanged({ id: reader, studyId: study }), { kind: 'study-changed', study });
    await tx.outbox.announce(study);
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'reader.invited',
      subject: reader,
      after: { number, name, kind, ...(stratum ? { stratum } : {}) },
    });
    return { reader, name, token, expiresAt: expiresAt.toISOString() };
  });
}

async function renewLink(deps: ConductDeps, actor: Actor, study: StudyId, reader: ReaderId): Promise<InvitationToken> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const known = await tx.readers.find(reader);
    if (known?.studyId !== study) throw new NotFound('no-reader', 'There is no such reader in this study.');
    const { token, expiresAt } = await issueLink(tx, deps, known.userId, actor.user);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'reader.link-renewed', subject: reader });
    return { reader, name: known.user.name, token, expiresAt: expiresAt.toISOString() };
  });
}
