import type { CaseId, PulledStudy, StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import { assertDraft, freeLabel } from '../cases/case-list.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { nudge } from '../nudge.js';
import { clientOf } from './servers.js';

/** Has examinations of a server fetched, each a case of its own: all that are named, or none. @throws Conflict where one is there already or a label is taken */
export async function orderPull(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  server: string,
  chosen: readonly PulledStudy[],
): Promise<{ cases: CaseId[] }> {
  const { records, ids, sourceKeys, credentialsVault } = deps;
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    await clientOf(deps, tx, server);
    const by = { id: actor.user, name: actor.name };
    const cases: CaseId[] = [];
    for (const { studyInstanceUid, label } of chosen) {
      const sourceKey = sourceKeys.ofUid(studyInstanceUid);
      await tx.arrivals.lockExamination(study, sourceKey);
      if (await tx.arrivals.ofExamination(study, sourceKey))
        throw new Conflict('examination-there', `'${label}' is in this study already.`, 'Leave it out.');
      await tx.cases.unlistRefused(study, sourceKey);
      await freeLabel(tx, study, label);
      const id = ids.next() as CaseId;
      await tx.arrivals.begin(id, sourceKey, tx.now);
      await tx.cases.put({ studyId: study, caseId: id, number: await tx.cases.nextNumber(study), sourceLabel: label });
      await tx.pulls.order({ caseId: id, serverId: server, sealed: credentialsVault.seal(id, { studyInstanceUid }) });
      await nudge(tx, { kind: 'case-arriving', case: id });
      await tx.audit.append(study, { by, act: 'case.ordered', subject: id, after: { server } });
      cases.push(id);
    }
    await tx.outbox.announce(study);
    return { cases };
  });
}
