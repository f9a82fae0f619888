import type { AuditEntryView } from '@lectern/contracts';
import type { AuditedAct } from '@lectern/records';
import { found } from '../access/require-permission.js';
import type { StudyRecord } from '../conduct.js';
import type { ConductDeps } from '../deps.js';

/** The audit chain of a study, verified each time that it is shown. */
export function studyRecord({ records }: ConductDeps): StudyRecord {
  return {
    audit: async (study) => {
      found(await records.read.studies.find(study));
      const [entries, verdict] = await Promise.all([records.audit.entries(study), records.audit.verify(study)]);
      return {
        entries: entries.map(viewOf),
        verified: verdict.verified,
        problem: verdict.verified ? null : verdict.problem,
      };
    },
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
