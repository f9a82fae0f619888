import type { IntakeTokenView, StudyId } from '@lectern/contracts';
import type { IntakeToken } from '@lectern/records';
import { requirePermission } from '../access/require-permission.js';
import { assertDraft } from '../cases/case-list.js';
import type { Actor, Sender } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { hashOfToken } from '../sign-in/sign-in-link.js';

/** The study's way in that a token opens; null for none, or one that was revoked. */
export async function senderOf({ records }: ConductDeps, token: string): Promise<Sender | null> {
  const known = await records.read.arrivals.tokenByHash(hashOfToken(token));
  return known && { id: known.id, name: known.name, study: known.studyId as StudyId };
}

/** A token by which a program sends images into this study and does nothing else. It is shown once. @throws Conflict once the study is frozen */
export async function createIntakeToken(
  { records, ids, secrets }: ConductDeps,
  actor: Actor,
  study: StudyId,
  name: string,
): Promise<{ id: string; token: string }> {
  const token = secrets.token();
  const id = ids.next();
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    await tx.arrivals.createToken({
      ...{ id, studyId: study, name, tokenHash: hashOfToken(token) },
      ...{ createdAt: tx.now, createdById: actor.user },
    });
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'intake-token.made', subject: id, after: { name } });
  });
  return { id, token };
}

export async function listIntakeTokens({ records }: ConductDeps, study: StudyId): Promise<IntakeTokenView[]> {
  return (await records.read.arrivals.tokensOf(study)).map(viewOf);
}

/** @throws NotFound for one that is not there, or was revoked before */
export async function revokeIntakeToken(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
  reason: string,
): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    if (!(await tx.arrivals.revokeToken(study, id, tx.now)))
      throw new NotFound('no-token', 'There is no such token in this study, or it was revoked before.');
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'intake-token.revoked', subject: id, reason });
  });
}

function viewOf({ id, name, createdAt, lastUsedAt, revokedAt }: IntakeToken): IntakeTokenView {
  const [created, used, revoked] = [createdAt, lastUsedAt, revokedAt].map((at) => at?.toISOString() ?? null);
  return { id, name, createdAt: created as string, lastUsedAt: used ?? null, revokedAt: revoked ?? null };
}
