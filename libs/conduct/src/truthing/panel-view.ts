import { panelAgreementSchema, type StudyId, type TruthingPanelView, type UserId } from '@lectern/contracts';
import type { Repositories, TruthVerdict } from '@lectern/records';
import { planOf, readyCases } from '../studies/study-plan.js';

/** How far a panel is, and how it agreed once it is closed. What anyone said of a case stands nowhere in it. */
export async function panelView(on: Repositories, study: StudyId): Promise<TruthingPanelView> {
  const { protocol, cases } = await planOf(on, study);
  const panel = await on.truthing.panelOf(study);
  const tasks = await on.truthing.tasksOfStudy(study);
  const newest = newestVerdicts(await on.truthing.verdictsOf(study));
  const given = new Set(tasks.map(({ caseId }) => caseId));
  const ready = readyCases(cases);
  return {
    planned: protocol.truthing ? { members: protocol.truthing.members, cases: ready.length } : null,
    openedAt: panel?.openedAt?.toISOString() ?? null,
    closedAt: panel?.closedAt?.toISOString() ?? null,
    referenceVersion: panel?.referenceVersion ?? null,
    members: (panel?.members ?? []).map(({ id, user, number, adjudicator, replaces, leftAt }) => {
      const own = tasks.filter(({ memberId, state }) => memberId === id && state !== 'excused');
      const submitted = own.filter(({ state }) => state === 'submitted').length;
      return {
        ...{ user: user.id as UserId, name: user.name, number, adjudicator, replaces },
        ...{ leftAt: leftAt?.toISOString() ?? null, planned: own.length, submitted },
      };
    }),
    settled: newest.filter(({ truth }) => truth !== null).length,
    waiting: newest.filter(({ truth }) => truth === null).length,
    newCases: panel?.openedAt && !panel.closedAt ? ready.filter(({ caseId }) => !given.has(caseId)).length : 0,
    agreement: panel?.closedAt ? await agreementOf(on, study, panel.referenceVersion) : null,
  };
}

/** The newest verdict of each case; they come in order of case and version. */
export function newestVerdicts(verdicts: readonly TruthVerdict[]): TruthVerdict[] {
  return [...new Map(verdicts.map((verdict) => [verdict.caseId, verdict])).values()];
}

async function agreementOf(on: Repositories, study: StudyId, version: number | null) {
  const imported = version === null ? null : await on.references.version(study, version);
  const parsed = panelAgreementSchema.safeParse(imported?.provenance);
  return parsed.success ? parsed.data : null;
}
