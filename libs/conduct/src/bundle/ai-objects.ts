import type { ObjectStore } from '@lectern/storage';
import { reportKey, segmentationKey } from '../object-keys.js';
import { modelsOf, readyCases, resultOf, type StudyPlan } from '../studies/study-plan.js';

/** The segmentations and measurement reports of the models that a study shows, by model version and number of the case. */
export async function aiObjectFiles(store: ObjectStore, plan: StudyPlan): Promise<[string, Uint8Array][]> {
  const files: [string, Uint8Array][] = [];
  for (const model of modelsOf(plan.protocol))
    for (const { caseId, number } of readyCases(plan.cases)) {
      const result = resultOf(plan.results, caseId, model);
      if (!result) continue;
      const folder = `ai-results/${model.model}-${model.version}/case-${number}`;
      for (const { sopInstanceUid, stack } of result.segmentations)
        files.push([
          `${folder}/${stack.orientation}.seg.dcm`,
          await store.get(segmentationKey(result.id, sopInstanceUid)),
        ]);
      if (result.reportUid)
        files.push([`${folder}/score.sr.dcm`, await store.get(reportKey(result.id, result.reportUid))]);
    }
  return files;
}
