import type { AuditEntryView } from '@lectern/contracts';
import type { AuditedAct } from '@lectern/records';
import { z } from 'zod';
import { found } from '../access/require-permission.js';
import type { StudyRecord } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { listDeviations, recordDeviation } from './deviations.js';
import { listImageAccess } from './list-image-access.js';
import { pageOfList } from '../page.js';
import { listUnblindings, unblindCase } from './unblind-case.js';
import { chainProblem, signedHeadsOf } from '../evidence/signed-heads.js';

/** The audit chain of a study, what it says and whether it holds, and what is recorded beside it. */
export function studyRecord(deps: ConductDeps): StudyRecord {
  const { records } = deps;
  return {
    audit: async (study, { order, act, text, ...request }) => {
      found(await records.read.studies.find(study));
      const filter = { newestFirst: order === 'newest', act, text };
      return pageOfList(
        {
          key: z.int(),
          keyOf: ({ index }: AuditedAct) => index,
          rows: (seek) => records.audit.page(study, filter, seek),
          view: viewOf,
        },
        request,
      );
    },
    verification: async (study) => {
      found(await records.read.studies.find(study));
      const [{ length }, acts] = await Promise.all([records.audit.head(study), records.audit.acts(study)]);
      const problem = await chainProblem(deps, study);
      return { length, verified: problem === null, problem, acts };
    },
    heads: async (study) => {
      found(await records.read.studies.find(study));
      return { key: deps.signer.publicKey, heads: await signedHeadsOf(deps, study) };
    },
    deviations: (study, page) => listDeviations(deps, study, page),
    recordDeviation: (actor, study, note) => recordDeviation(deps, actor, study, note),
    unblindings: (study, page) => listUnblindings(deps, study, page),
    unblind: (actor, study, caseId, request) => unblindCase(deps, actor, study, caseId, request),
    imageAccess: (study, page) => listImageAccess(deps, study, page),
  };
}

function viewOf({
  index,
  at,
  by,
  act,
  subject,
  reason,
  before,
  after,
  previousHash,
  hash,
}: AuditedAct): AuditEntryView {
  return { index, at, by: by.name, act, subject, reason, before, after, previousHash, hash };
}
