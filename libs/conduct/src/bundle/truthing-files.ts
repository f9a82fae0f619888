import type { Repositories } from '@lectern/records';
import { committedOpinion } from '../evidence/committed.js';
import type { StudyPlan } from '../studies/study-plan.js';

/** How a panel came to its truth: who sat in it, what each said of each case under which commitment, and every verdict in order; null where there was none. */
export async function truthingToBundle(on: Repositories, study: string, { cases }: StudyPlan): Promise<object | null> {
  const panel = await on.truthing.panelOf(study);
  if (!panel?.openedAt) return null;
  const numberOf = new Map(cases.map(({ caseId, number }) => [caseId, number]));
  const opinions = await on.truthing.opinionsOfStudy(study);
  const verdicts = await on.truthing.verdictsOf(study);
  return {
    ...{ openedAt: panel.openedAt, closedAt: panel.closedAt, referenceVersion: panel.referenceVersion },
    members: panel.members.map(({ number, adjudicator, replaces, leftAt, user }) => ({
      ...{ number, adjudicator, name: user.name, replaces, leftAt },
    })),
    opinions: opinions.map((opinion) => ({
      ...{ member: opinion.member.number, case: numberOf.get(opinion.caseId), commitment: opinion.commitment },
      committed: committedOpinion(opinion),
    })),
    verdicts: verdicts.map(({ caseId, version, basis, reasons, truth, at }) => ({
      ...{ case: numberOf.get(caseId), version, basis, reasons, truth, at },
    })),
  };
}
