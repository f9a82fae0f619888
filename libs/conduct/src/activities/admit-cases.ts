import type { CaseId, StudyId } from '@lectern/contracts';
import type { CaseAdmission } from '@lectern/workflows';
import type { ActivityDeps } from './activity-deps.js';
import { systemActor } from './system-actor.js';

/** Cases that are taken in at once, over all workers: enough that none of them waits for the conductor. */
const windowWidth = 24;
const defaultQuietSeconds = 30;

/**
 * Closes examinations of which no image has come for a while, and names the cases that are to be taken in next.
 *
 * @param running cases that were named before and whose end was not told yet
 */
export async function admitCases(deps: ActivityDeps, running: readonly CaseId[]): Promise<CaseAdmission> {
  const { read } = deps.records;
  const wakeAt = await closeQuiet(deps);
  const stillRunning = await read.arrivals.stillWaiting(running);
  const due = await read.arrivals.waiting(stillRunning, Math.max(0, windowWidth - stillRunning.length));
  const pulls = await read.pulls.waiting(stillRunning, Math.max(0, windowWidth - stillRunning.length - due.length));
  const more = stillRunning.length + due.length + pulls.length >= windowWidth;
  return {
    ...{ running: stillRunning as CaseId[], due: due as CaseId[], pulls: pulls as CaseId[] },
    ...{ wakeAt: wakeAt?.toISOString() ?? null, more },
  };
}

/** @returns when the next examination can be complete; null where none comes in */
async function closeQuiet({ records, clock, arrivalQuietSeconds }: ActivityDeps): Promise<Date | null> {
  const quietMillis = (arrivalQuietSeconds ?? defaultQuietSeconds) * 1000;
  for (const { id, lastFileAt } of await records.read.arrivals.open()) {
    const completeAt = new Date((lastFileAt?.getTime() ?? 0) + quietMillis);
    if (completeAt > clock.now()) return completeAt;
    await records.transaction(async (tx) => {
      const known = await tx.cases.lock(id);
      if (known?.state !== 'receiving' || known.lastFileAt?.getTime() !== lastFileAt?.getTime()) return;
      await tx.cases.markReceived(id, known.files);
      for (const study of await tx.studies.withCase(id)) {
        await tx.outbox.announce(study.id as StudyId);
        const after = { files: known.files };
        await tx.audit.append(study.id, { by: systemActor, act: 'case.received', subject: id, after });
      }
    });
  }
  return null;
}
