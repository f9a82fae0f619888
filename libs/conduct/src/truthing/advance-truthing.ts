import { protocolSchema, type Answers, type StudyId, type TruthingPlan } from '@lectern/contracts';
import { caseLabels } from '@lectern/reading';
import type { OpinionOfCase, ReferenceRow, Transaction, TruthPanel, TruthVerdict } from '@lectern/records';
import type { TruthingAdvance } from '@lectern/workflows';
import type { ActivityDeps } from '../activities/activity-deps.js';
import { systemActor } from '../activities/system-actor.js';
import type { ConductDeps } from '../deps.js';
import { importReference } from '../truth/import-reference.js';
import { keepPanelReminders } from './keep-panel-reminders.js';
import { panelAgreement } from './panel-agreement.js';
import { task } from './panel-setup.js';
import { panelVerdict, truthOf, type CaseTruth } from './panel-verdict.js';
import { newestVerdicts } from './panel-view.js';
import { adjudicatorOf, judgesOf, seatOf } from './seats.js';

const over: TruthingAdvance = { done: true, wakeAt: null };

/**
 * Does what is due in a panel: a case on which every member has spoken gets its truth, or goes to the adjudicator; when every case has its truth, that becomes the
 * reference standard and the panel is closed. Until then members are reminded of what waits for them. Done again, it changes nothing.
 */
export async function advanceTruthing(
  deps: ConductDeps & Pick<ActivityDeps, 'mailer'>,
  study: StudyId,
): Promise<TruthingAdvance> {
  return deps.records.transaction(async (tx) => {
    const { phase } = (await tx.studies.lock(study)) ?? { phase: 'locked' };
    const panel = await tx.truthing.panelOf(study);
    if (!panel || panel.closedAt || phase !== 'draft') return over;
    if (panel.openedAt) {
      const { truthing } = protocolSchema.parse((await tx.studies.protocol(study)).document);
      if (!truthing) return over;
      const work = { panel, plan: truthing, opinions: await tx.truthing.opinionsOfStudy(study) };
      await settle(tx, deps, work);
      if (await closeIfSettled(tx, deps, work)) return over;
    }
    const { waits, nextAt } = await keepPanelReminders(tx, panel);
    const wakeAt = nextAt === null ? null : new Date(nextAt).toISOString();
    return { done: false, wakeAt, ...(waits && deps.mailer ? { remindersDue: true } : {}) };
  });
}

interface PanelWork {
  readonly panel: TruthPanel;
  readonly plan: TruthingPlan;
  readonly opinions: readonly OpinionOfCase[];
}

/** Gives each case that can have one its next verdict. */
async function settle(tx: Transaction, deps: ConductDeps, work: PanelWork): Promise<void> {
  const { panel, plan, opinions } = work;
  const newest = new Map(
    newestVerdicts(await tx.truthing.verdictsOf(panel.studyId)).map((each) => [each.caseId, each]),
  );
  const judges = judgesOf(panel).length;
  for (const [caseId, own] of Map.groupBy(opinions, (each) => each.caseId)) {
    const before = newest.get(caseId);
    const members = own.filter(({ member }) => !member.adjudicator);
    const adjudication = own.find(({ member }) => member.adjudicator);
    if (!before && members.length === judges) {
      const verdict = panelVerdict(plan, members.map(({ answers }) => answers as Answers)); // prettier-ignore
      if (verdict.agreed)
        await keep(tx, panel, { caseId, version: 1, basis: 'agreement', reasons: [], truth: verdict.truth }); // prettier-ignore
      else {
        await keep(tx, panel, { caseId, version: 1, basis: 'disagreement', reasons: verdict.reasons, truth: null });
        await giveToAdjudicator(tx, deps, panel, caseId);
      }
    } else if (before?.truth === null && adjudication) {
      const truth = truthOf(plan, adjudication.answers as Answers);
      await keep(tx, panel, { caseId, version: before.version + 1, basis: 'adjudication', reasons: [], truth });
    }
  }
}

type NewVerdict = Pick<TruthVerdict, 'caseId' | 'version'> & {
  readonly basis: 'agreement' | 'disagreement' | 'adjudication';
  readonly reasons: readonly string[];
  readonly truth: CaseTruth | null;
};

/** The audit entry says how a case came by its truth, never which: neither agreement nor its reasons tell it. */
async function keep(tx: Transaction, { studyId }: TruthPanel, verdict: NewVerdict): Promise<void> {
  await tx.truthing.addVerdict({ studyId, at: tx.now, ...verdict });
  await tx.outbox.announce(studyId);
  const { caseId, version, basis } = verdict;
  await tx.audit.append(studyId, {
    by: systemActor,
    act: `truth.${basis}`,
    subject: caseId,
    after: { version, basis },
  });
}

async function giveToAdjudicator(
  tx: Transaction,
  { ids }: ConductDeps,
  panel: TruthPanel,
  caseId: string,
): Promise<void> {
  const adjudicator = adjudicatorOf(panel);
  if (!adjudicator) throw new Error('a panel without an adjudicator was opened');
  const position = (await tx.truthing.tasksOf(adjudicator.id)).length + 1;
  const label = caseLabels(panel.seed, adjudicator.number, position, [caseId]).get(caseId) ?? '';
  await tx.truthing.addTasks([task(ids.next(), adjudicator.id, caseId, tx.now, position, label)]);
}

/** @returns whether every case that was given out has its truth, which then is the reference standard */
async function closeIfSettled(
  tx: Transaction,
  deps: ConductDeps,
  { panel, plan, opinions }: PanelWork,
): Promise<boolean> {
  const { studyId } = panel;
  const given = new Set((await tx.truthing.tasksOfStudy(studyId)).map(({ caseId }) => caseId));
  const all = await tx.truthing.verdictsOf(studyId);
  const settled = newestVerdicts(all).filter(({ truth }) => truth !== null);
  if (settled.length < given.size) return false;
  const known = new Map((await tx.references.newest(studyId))?.rows.map((row) => [row.caseId, row]));
  const rows = settled.map(({ caseId, truth }): ReferenceRow => {
    const { positive, grade, lesions } = truth as unknown as CaseTruth;
    const { site = null, gestationalAgeWeeks = null, attributes = {} } = known.get(caseId) ?? {};
    return { caseId, positive, grade, site, gestationalAgeWeeks, attributes, lesions: lesions as unknown as ReferenceRow['lesions'] }; // prettier-ignore
  });
  const byCase = Map.groupBy(opinions.filter(({ member }) => !member.adjudicator), (each) => each.caseId); // prettier-ignore
  const bySeat = (a: OpinionOfCase, b: OpinionOfCase) =>
    seatOf(panel, a.member.number) - seatOf(panel, b.member.number);
  const answers = [...byCase.values()].map((own) => own.toSorted(bySeat).map((each) => each.answers as Answers));
  const adjudicated = all.filter(({ basis }) => basis === 'disagreement').length;
  const replaced = panel.members.filter(({ leftAt }) => leftAt !== null).length;
  const provenance = panelAgreement(plan, answers, { adjudicated, replaced });
  const version = await importReference(tx, deps, { user: systemActor.id, name: systemActor.name }, studyId, rows, {
    source: 'panel',
    provenance,
  });
  await tx.truthing.close(studyId, tx.now, version);
  await tx.audit.append(studyId, { by: systemActor, act: 'truthing.closed', subject: studyId, after: { version, cases: rows.length, adjudicated } }); // prettier-ignore
  return true;
}
