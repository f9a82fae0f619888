import type { Draft, ReadId, savedDraftSchema, StudyId } from '@lectern/contracts';
import { acceptDraft } from '@lectern/reading';
import type { z } from 'zod';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertReading, orConflict, ownRead, seatOf } from './seat.js';
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
    await tx.studies.hold(study);
    const seat = await seatOf(tx, actor, study);
    assertReading(seat);
    const read = await ownRead({ find: (each) => tx.reads.lock(each) }, seat.reader, id);
    const { lease, revision, answers } = draft;
    const verdict = orConflict(() => acceptDraft(readStanding(read), draft));
    if (verdict === 'older')
      return { revision: read.draft?.revision ?? 0, savedAt: (read.draft?.savedAt ?? tx.now).toISOString() };
    await tx.reads.saveDraft({ readId: id, lease, revision, answers, savedAt: tx.now });
    return { revision, savedAt: tx.now.toISOString() };
  });
}
