import type { inviteReaderSchema, ReaderId, StudyId } from '@lectern/contracts';
import type { z } from 'zod';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, InvitationToken, Readers } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { type NewLink, renewedLink } from '../people/invited-person.js';
import { addReader } from './add-reader.js';
import { changeReader, readerOf } from './change-reader.js';
import { excuseRead } from './excuse-read.js';
import { listReads } from './list-reads.js';
import { listProblems, resolveProblem } from './problems.js';
import { listReminders } from './reminders.js';
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
  { stratum, ...person }: z.output<typeof inviteReaderSchema>,
): Promise<InvitationToken> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const { phase } = found(await tx.studies.lock(study));
    if (phase !== 'draft')
      throw new Conflict('frozen', 'The roster is frozen with the study.', 'Create a new study with the same cases.');
    const number = Math.max(0, ...(await tx.readers.ofStudy(study)).map((reader) => reader.number)) + 1;
    const place = { number, stratum: stratum ?? null, replaces: null };
    const invited = await addReader(tx, deps, actor, study, person, place);
    await tx.audit.append(study, {
      by: { id: actor.user, name: actor.name },
      act: 'reader.invited',
      subject: invited.reader,
      after: { number, name: invited.name, kind: person.kind, ...(stratum ? { stratum } : {}) },
    });
    return invited;
  });
}

async function renewLink(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  reader: ReaderId,
): Promise<InvitationToken & NewLink> {
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-readers');
    const known = await tx.readers.find(reader);
    if (known?.studyId !== study) throw new NotFound('no-reader', 'There is no such reader in this study.');
    const wayIn = await renewedLink(tx, deps, actor, study, known.user);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'reader.link-renewed', subject: reader });
    return { reader, name: known.user.name, ...wayIn };
  });
}
