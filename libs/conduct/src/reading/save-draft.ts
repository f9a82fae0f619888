import type { Draft, ReadId, savedDraftSchema, StudyId } from '@lectern/contracts';
import { acceptDraft } from '@lectern/reading';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertReading, orConflict, refuseRead } from './seat.js';
import { readStanding } from './standing.js';
import { hashOfStorable } from './storable.js';

/** Keeps answers that are not submitted yet; an older revision that comes late changes nothing. */
export async function saveDraft(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  id: ReadId,
  draft: Draft,
): Promise<z.output<typeof savedDraftSchema>> {
  hashOfStorable(draft.answers);
  return records.transaction(async (tx) => {
    const gate = (await tx.reads.lockUnderStudy(study, actor.user, id)) ?? (await refuseRead(tx, actor, study));
    assertReading({ study: gate, reader: { state: gate.readerState } });
    const read = (await tx.reads.find(id)) ?? (await refuseRead(tx, actor, study));
    const { lease, revision, answers } = draft;
    const verdict = orConflict(() => acceptDraft(readStanding(read), draft));
    if (verdict === 'older')
      return { revision: read.draft?.revision ?? 0, savedAt: (read.draft?.savedAt ?? tx.now).toISOString() };
    await tx.reads.saveDraft({ readId: id, lease, revision, answers, savedAt: tx.now });
    return { revision, savedAt: tx.now.toISOString() };
  });
}
