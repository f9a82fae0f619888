import type { CaseId } from '@lectern/contracts';
import { sealOriginals } from '../cases/sealed-originals.js';
import { caseFolder, quarantineFolder } from '../object-keys.js';
import type { ActivityDeps } from './activity-deps.js';
import type { IntakeProblem } from './quarantine.js';
import { systemActor } from './system-actor.js';

const millisOfDay = 86_400_000;
const defaultDaysKept = 14;

/** Undoes whatever was stored of a case and keeps why it was refused; its originals are sealed for a while. A case that is taken in stays so. */
export async function refuseCase(deps: ActivityDeps, id: CaseId, reason?: string): Promise<void> {
  const { records, store, refusedOriginalsDays: days = defaultDaysKept } = deps;
  const refused = await records.transaction(async (tx) => {
    const known = await tx.cases.lock(id);
    if (known?.state !== 'received') return known?.state === 'refused';
    const found = known.problems as unknown as IntakeProblem[];
    const problems = reason === undefined ? found : [...found, interrupted(reason)];
    await tx.cases.markRefused(id, tx.now, problems);
    if (days > 0) await tx.cases.setSealedUntil(id, new Date(tx.now.getTime() + days * millisOfDay));
    for (const study of await tx.studies.withCase(id)) {
      await tx.outbox.announce(study.id);
      const after = { problems: problems.length };
      await tx.audit.append(study.id, { by: systemActor, act: 'case.refused', subject: id, after });
    }
    return true;
  });
  if (!refused) return;
  await store.deleteFolder(caseFolder(id));
  if (days > 0) await sealOriginals(deps, id);
  else await store.deleteFolder(quarantineFolder(id));
}

function interrupted(reason: string): IntakeProblem {
  const rule = `Intake could not be finished: ${reason}`;
  return { severity: 'refused', file: null, stack: null, tag: null, rule, remedy: 'Upload the case again.' };
}
