import type { StudyId } from '@lectern/contracts';
import type { AnalysisActivities } from '@lectern/workflows';
import type { ActivityDeps } from './activity-deps.js';
import { computeAnalysis } from './compute-analysis.js';
import { writeReport } from './write-report.js';

/** From the locked record to statistics and report. */
export function analysisActivities(deps: ActivityDeps): AnalysisActivities {
  return {
    computeAnalysis: (study) => computeAnalysis(deps, study),
    writeReport: (study) => writeReport(deps, study),
    failAnalysis: (study, reason) => failAnalysis(deps, study, reason),
  };
}

async function failAnalysis({ records }: ActivityDeps, id: StudyId, reason: string): Promise<void> {
  await records.transaction(async (tx) => {
    await tx.analyses.fail(id, reason, tx.now);
    await tx.outbox.announce(id);
  });
}
