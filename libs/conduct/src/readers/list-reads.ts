import type { Page, PageRequest, ReadId, ReadStatus, StudyId } from '@lectern/contracts';
import type { StandingRead } from '@lectern/records';
import { z } from 'zod';
import type { ConductDeps } from '../deps.js';
import { pageOfList } from '../page.js';

/** Every read of a study as far as it is planned, by reader, session and place: where it stands, and nothing of its case, condition or answer. */
export function listReads({ records }: ConductDeps, study: StudyId, request: PageRequest): Promise<Page<ReadStatus>> {
  return pageOfList(
    {
      key: z.object({ reader: z.int(), session: z.int(), position: z.int() }),
      keyOf: ({ reader, session, position }: StandingRead) => ({
        ...{ reader: reader.number, session: session.number, position },
      }),
      rows: (seek) => records.read.reads.standingsOfStudy(study, seek),
      view: ({ id, reader, session, position, label, state, version, submittedAt }) => ({
        id: id as ReadId,
        reader: reader.number,
        session: session.number,
        position,
        label,
        state,
        version,
        submittedAt: submittedAt?.toISOString() ?? null,
      }),
    },
    request,
  );
}
