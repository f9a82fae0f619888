import type { CaseDetail, CaseId, StudyId } from '@lectern/contracts';
import type { CaseWithStacks, Records } from '@lectern/records';
import { NotFound } from '../errors.js';
import { caseRows } from './list-cases.js';

/** One case as a person looks at it, and which comes before and after. @throws NotFound */
export async function getCase({ read }: Records, study: StudyId, id: CaseId): Promise<CaseDetail> {
  const standings = await read.cases.standingsOfStudy(study);
  const place = standings.findIndex(({ caseId }) => caseId === id);
  const listed = await read.cases.listed(study, id);
  const [row] = listed ? await caseRows(read, study, [listed]) : [];
  if (!row || !listed) throw new NotFound('no-case', 'There is no such case in this study.');
  const idAt = (index: number): CaseId | null => (standings[index]?.caseId as CaseId | undefined) ?? null;
  const waiting = standings.filter(({ state }) => state === 'stored');
  const next = waiting.find(({ number }) => number > row.number) ?? waiting.find(({ caseId }) => caseId !== id);
  return {
    ...row,
    stacks: listed.case.stacks.map((stack, index) => ({ ...row.stacks[index]!, ...imagesOf(stack) })),
    previous: idAt(place - 1),
    next: idAt(place + 1),
    nextToLookAt: (next?.caseId as CaseId | undefined) ?? null,
    toLookAt: waiting.length,
  };
}

function imagesOf({ rows, columns, sopInstanceUids, detail }: CaseWithStacks['stacks'][number]) {
  const kept = detail as { pixelSpacing?: [number, number]; spacingMm?: number | null };
  return {
    rows,
    columns,
    sopInstanceUids,
    pixelSpacingMm: kept.pixelSpacing ?? null,
    spacingMm: kept.spacingMm ?? null,
  };
}
