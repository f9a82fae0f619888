import type { IntakeNodeView, NodeCaller, StudyId } from '@lectern/contracts';
import { isUniqueViolation, type IntakeNode } from '@lectern/records';
import { requirePermission } from '../access/require-permission.js';
import { assertDraft } from '../cases/case-list.js';
import type { Actor, CalledNode } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';

/** Whether a DICOM association may be had: the called title must be open, and the caller one of those that it lists. */
export async function nodeFor(
  { records }: ConductDeps,
  called: string,
  calling: string,
  address: string,
): Promise<CalledNode> {
  const node = await records.read.arrivals.nodeByTitle(called);
  if (!node) return { sender: null, unknown: 'called' };
  const plain = address.replace(/^::ffff:/, '');
  const caller = callersOf(node).find((each) => each.aeTitle === calling && (!each.address || each.address === plain));
  if (!caller) return { sender: null, unknown: 'calling' };
  return { sender: { id: node.id, name: calling, study: node.studyId as StudyId } };
}

/** Opens a title of the installation for a study. @throws Conflict where it is open already, or the study is frozen */
export async function openIntakeNode(
  { records, ids }: ConductDeps,
  actor: Actor,
  study: StudyId,
  { aeTitle, callers }: { aeTitle: string; callers: readonly NodeCaller[] },
): Promise<{ id: string }> {
  const id = ids.next();
  try {
    await records.transaction(async (tx) => {
      await requirePermission(tx, actor, study, 'study:manage-cases');
      await assertDraft(tx, study);
      await tx.arrivals.openNode({
        ...{ id, studyId: study, aeTitle, callers: [...callers] },
        ...{ createdAt: tx.now, createdById: actor.user },
      });
      const by = { id: actor.user, name: actor.name };
      await tx.audit.append(study, { by, act: 'intake-node.opened', subject: id, after: { aeTitle, callers } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict(
      'title-taken',
      `The AE title ${aeTitle} is open in this installation already.`,
      'Choose another title, or have the other one closed.',
    );
  }
  return { id };
}

/** @throws NotFound for one that is not there, or was closed before */
export async function closeIntakeNode(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: string,
  reason: string,
): Promise<void> {
  await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    if (!(await tx.arrivals.closeNode(study, id, tx.now)))
      throw new NotFound('no-node', 'There is no such AE title in this study, or it was closed before.');
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'intake-node.closed', subject: id, reason });
  });
}

export async function listIntakeNodes({ records }: ConductDeps, study: StudyId): Promise<IntakeNodeView[]> {
  return (await records.read.arrivals.nodesOf(study)).map((node) => ({
    ...{ id: node.id, aeTitle: node.aeTitle, callers: callersOf(node), createdAt: node.createdAt.toISOString() },
    lastUsedAt: node.lastUsedAt?.toISOString() ?? null,
    closedAt: node.closedAt?.toISOString() ?? null,
  }));
}

const callersOf = ({ callers }: IntakeNode): NodeCaller[] => callers as unknown as NodeCaller[];
