import type { ImageAccessPage, StudyId, UserId } from '@lectern/contracts';
import { found } from '../access/require-permission.js';
import type { ConductDeps } from '../deps.js';

/** A page of the image access log of a study's cases. It names no condition; which AI series a case has is not told before the lock. */
export async function listImageAccess(
  { records }: ConductDeps,
  id: StudyId,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ImageAccessPage> {
  const study = found(await records.read.studies.find(id));
  const blinded = study.phase === 'draft' || study.phase === 'reading';
  const cases = await records.read.cases.ofStudy(id);
  const uids = cases.flatMap((listed) => listed.case.studyInstanceUid ?? []);
  const sources = new Set(cases.flatMap((listed) => listed.case.stacks.map((stack) => stack.seriesInstanceUid)));
  const rows = await records.imageAccess.ofStudies(uids, BigInt(after), limit);
  const shown = rows.filter(({ seriesUid }) => !blinded || seriesUid === null || sources.has(seriesUid));
  return {
    items: shown.map(({ id: row, at, userId, readId, kind, studyUid, seriesUid, granted }) => ({
      ...{ id: `${row}`, at: at.toISOString(), user: userId as UserId, read: readId, kind },
      ...{ studyInstanceUid: studyUid, seriesInstanceUid: seriesUid, granted },
    })),
    next: rows.length < limit ? null : `${rows.at(-1)?.id}`,
  };
}
