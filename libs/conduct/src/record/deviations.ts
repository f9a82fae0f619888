import type { DeviationView, Page, PageRequest, recordDeviationSchema, StudyId } from '@lectern/contracts';
import type { Deviation, Seek, Transaction } from '@lectern/records';
import { z } from 'zod';
import { systemActor } from '../activities/system-actor.js';
import { requirePermission } from '../access/require-permission.js';
import { openForWriting } from '../access/open-for-writing.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { pageOfList } from '../page.js';

/** What is noted of a departure from the plan. It is read before the lock, so it must tell no answer, truth or condition. */
export interface DeviationNote {
  readonly kind: string;
  readonly subject?: string | null;
  readonly text: string;
}

/** Records a deviation under the study's lock, with its audit entry. @param by null: the system found it */
export async function noteDeviation(
  tx: Transaction,
  study: StudyId,
  by: Actor | null,
  { kind, subject = null, text }: DeviationNote,
): Promise<DeviationView> {
  const who = by ? { id: by.user, name: by.name } : systemActor;
  const row = { studyId: study, at: tx.now, byId: by?.user ?? null, by: who.name, kind, subject, text };
  const number = await tx.evidence.addDeviation(row);
  await tx.outbox.announce(study);
  await tx.audit.append(study, { by: who, act: 'deviation.recorded', subject, reason: text, after: { number, kind } });
  return viewOf({ ...row, number });
}

export async function recordDeviation(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  note: z.output<typeof recordDeviationSchema>,
): Promise<DeviationView> {
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:record-deviation');
    await openForWriting(tx, study);
    return noteDeviation(tx, study, actor, note);
  });
}

export function listDeviations(
  { records }: ConductDeps,
  study: StudyId,
  request: PageRequest,
): Promise<Page<DeviationView>> {
  const rows = (seek: Seek<number>): Promise<Deviation[]> => records.read.evidence.pageOfDeviations(study, seek);
  return pageOfList({ key: z.int(), keyOf: ({ number }) => number, rows, view: viewOf }, request);
}

function viewOf({ number, at, by, kind, subject, text }: Deviation): DeviationView {
  return { number, at: at.toISOString(), by, kind, subject, text };
}
