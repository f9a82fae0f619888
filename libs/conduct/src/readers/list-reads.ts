import type { ReadId, ReadStatus, StudyId } from '@lectern/contracts';
import type { ConductDeps } from '../deps.js';

/** Every read of a study as far as it is planned: where it stands, and nothing of its case, condition or answer. */
export async function listReads({ records }: ConductDeps, study: StudyId): Promise<ReadStatus[]> {
  return (await records.read.reads.standingsOfStudy(study)).map(
    ({ id, reader, session, position, label, state, version, submittedAt }) => ({
      id: id as ReadId,
      reader: reader.number,
      session: session.number,
      position,
      label,
      state,
      version,
      submittedAt: submittedAt?.toISOString() ?? null,
    }),
  );
}
