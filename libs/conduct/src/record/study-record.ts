import type { AuditEntryView } from '@lectern/contracts';
import type { AuditedAct } from '@lectern/records';
import { found } from '../access/require-permission.js';
import type { StudyRecord } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { listDeviations, recordDeviation } from './deviations.js';
import { listImageAccess } from './list-image-access.js';
import { listUnblindings, unblindCase } from './unblind-case.js';
import { chainProblem, signedHeadsOf } from '../evidence/signed-heads.js';

/** The audit chain of a study, verified each time that it is shown, against the heads that were signed too. */
export function studyRecord(deps: ConductDeps): StudyRecord {
  const { records } = deps;
  return {
    audit: async (study) => {
      found(await records.read.studies.find(study));
      const [entries, problem] = await Promise.all([records.audit.entries(study), chainProblem(deps, study)]);
      return { entries: entries.map(viewOf), verified: problem === null, problem };
    },
    heads: async (study) => {
      found(await records.read.studies.find(study));
      return { key: deps.signer.publicKey, heads: await signedHeadsOf(deps, study) };
    },
    deviations: (study) => listDeviations(deps, study),
    recordDeviation: (actor, study, note) => recordDeviation(deps, actor, study, note),
    unblindings: (study) => listUnblindings(deps, study),
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
