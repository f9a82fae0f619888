import type { ImageAccessView, Page, PageRequest, StudyId, UserId } from '@lectern/contracts';
import type { LoggedImageRequest } from '@lectern/records';
import { z } from 'zod';
import { found } from '../access/require-permission.js';
import type { ConductDeps } from '../deps.js';
import { pageOfList } from '../page.js';

/** A page of the image access log of a study's cases. It names no condition; which AI series a case has is not told before the lock. */
export async function listImageAccess(
  { records }: ConductDeps,
  id: StudyId,
  request: PageRequest,
): Promise<Page<ImageAccessView>> {
  const study = found(await records.read.studies.find(id));
  const blinded = study.phase === 'draft' || study.phase === 'reading';
  const cases = await records.read.cases.ofStudy(id);
  const uids = cases.flatMap((listed) => listed.case.studyInstanceUid ?? []);
  const sources = new Set(cases.flatMap((listed) => listed.case.stacks.map((stack) => stack.seriesInstanceUid)));
  const isShown = ({ seriesInstanceUid: series }: ImageAccessView): boolean =>
    !blinded || series === null || sources.has(series);
  const { items, next } = await pageOfList(
    {
      key: z.coerce.bigint(),
      keyOf: ({ id: row }: LoggedImageRequest) => row,
      rows: (seek) => records.imageAccess.ofStudies(uids, seek),
      view: viewOf,
    },
    request,
  );
  return { items: items.filter(isShown), next };
}

const viewOf = ({
  id,
  at,
  userId,
  readId,
  kind,
  studyUid,
  seriesUid,
  granted,
}: LoggedImageRequest): ImageAccessView => ({
  ...{ id: `${id}`, at: at.toISOString(), user: userId as UserId, read: readId, kind },
  ...{ studyInstanceUid: studyUid, seriesInstanceUid: seriesUid, granted },
});
