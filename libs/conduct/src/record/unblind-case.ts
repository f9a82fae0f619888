import type {
  CaseId,
  Page,
  PageRequest,
  StudyId,
  UnblindedCase,
  UnblindingView,
  unblindRequestSchema,
} from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import type { Unblinding } from '@lectern/records';
import type { z } from 'zod';
import { openForWriting } from '../access/open-for-writing.js';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { signRecord } from '../evidence/sign-record.js';
import { instantKey, pageOfList } from '../page.js';
import { authenticate } from '../sign-in/authenticate.js';
import { planOf } from '../studies/study-plan.js';
import { noteDeviation } from './deviations.js';

/**
 * Breaks the blind for one case, for the person who asks alone: signed, with a reason, recorded as a deviation. What they were told stands nowhere else.
 * @throws Conflict unless the study is being read, NotFound for a case that is not in it, Refused where the signature is not proven
 */
export async function unblindCase(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  caseId: CaseId,
  { reason, signature }: z.output<typeof unblindRequestSchema>,
): Promise<UnblindedCase> {
  await requirePermission(deps.records.read, actor, study, 'study:unblind');
  const authentication = await authenticate(deps, actor, signature.proof);
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:unblind');
    const { phase } = await openForWriting(tx, study);
    if (phase !== 'reading') throw new Conflict('not-frozen', 'Nothing is blinded before the study is frozen.');
    const plan = await planOf(tx, study);
    const listed = plan.cases.find((each) => each.caseId === caseId);
    if (!listed) throw new NotFound('no-case', 'There is no such case in this study.');
    const act = { study, case: caseId, reason, at: tx.now.toISOString() };
    const hash = hashOf(act);
    const signatory = { actor, meaning: signature.meaning, authentication };
    const signed = await signRecord(tx, deps, signatory, study, 'unblinding', hash);
    await tx.evidence.addUnblinding({
      ...{ id: deps.ids.next(), studyId: study, caseId, at: tx.now },
      ...{ byId: actor.user, by: actor.name, reason, planned: false },
    });
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, {
      ...{ by, act: 'case.unblinded', subject: caseId, reason },
      after: { ...act, hash, signature: signed },
    });
    const text = `The blind was broken for case ${listed.number}: ${reason}`;
    const deviation = await noteDeviation(tx, study, null, { kind: 'blinding', subject: caseId, text });
    const truth = plan.reference?.rows.find((row) => row.caseId === caseId);
    return {
      ...{ case: caseId, label: listed.sourceLabel, deviation: deviation.number },
      ...{ positive: truth?.positive ?? null, grade: truth?.grade ?? null },
      aiResults: plan.results
        .filter((result) => result.caseId === caseId)
        .map(({ modelVersion: { model, version }, state, score }) => ({ model, version, state, score })),
    };
  });
}

export function listUnblindings(
  { records }: ConductDeps,
  study: StudyId,
  request: PageRequest,
): Promise<Page<UnblindingView>> {
  return pageOfList(
    {
      key: instantKey,
      keyOf: ({ at, id }: Unblinding) => ({ at, id }),
      rows: (seek) => records.read.evidence.pageOfUnblindings(study, seek),
      view: ({ at, by, caseId, reason, planned }) => ({
        ...{ at: at.toISOString(), by, case: caseId as CaseId | null, reason, planned },
      }),
    },
    request,
  );
}
