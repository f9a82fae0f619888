import { segmentationFrames } from '@lectern/dicom';
import { hashOf, sha256Hex } from '@lectern/evidence';
import type { CaseResult } from '@lectern/inference';
import type { CaseWithStacks } from '@lectern/records';
import type { InferenceRequest } from '@lectern/workflows';
import { NotFound } from '../errors.js';
import { scoreReportOf, storeResultObjects, type WrittenReport } from '../ai-results/result-objects.js';
import { settleInference } from '../ai-results/order-inference.js';
import { resultFolder } from '../object-keys.js';
import type { ActivityDeps, LoadedModel } from './activity-deps.js';
import { registeredModel, roomFor, tellStudies } from './ai-result-acts.js';
import { loadStacks } from './load-stacks.js';
import { heatMapOf, segmentationOf, type WrittenSegmentation } from './segmentation-of.js';

/** Runs a model version on all stacks of a case; a score, the segmentations and the heat maps are kept once, however often this runs. */
export async function inferCase(deps: ActivityDeps, request: InferenceRequest): Promise<void> {
  const { records, store, ids, clock, models } = deps;
  const before = await records.read.aiResults.find(request.case, request.model, request.version);
  if (before?.state === 'done') return records.transaction((tx) => settleInference(tx, request));
  const model = await models.load(request.model, request.version);
  const known = await records.read.cases.find(request.case);
  if (known?.state !== 'stored' && known?.state !== 'ready')
    throw new NotFound('case-not-stored', `Case ${request.case} is not taken in`);
  const stacks = await loadStacks(store, known);
  const result = await model.run(stacks.map(({ input }) => input));
  const segmentations = stacks.flatMap((stack, index) => {
    const { masks = [], probabilities = [] } = result.stacks[index] ?? {};
    const now = clock.now();
    const objects = [
      segmentationOf(stack, masks, model.manifest, now),
      heatMapOf(stack, probabilities, model.manifest, now),
    ];
    return objects.filter((each) => each !== null);
  });
  const resultId = ids.next();
  const images = stacks.flatMap((stack) => stack.images);
  const report = scoreReportOf(images, model.manifest, result.caseScore, clock.now());
  await storeResultObjects(store, resultId, segmentations, report);
  const kept = await keepResult(deps, request, { resultId, model, known, result, segmentations, report });
  if (!kept) await store.deleteFolder(resultFolder(resultId)); // another attempt was first
}

interface Computed {
  readonly resultId: string;
  readonly model: LoadedModel;
  readonly known: CaseWithStacks;
  readonly result: CaseResult;
  readonly segmentations: readonly WrittenSegmentation[];
  readonly report: WrittenReport;
}

async function keepResult(deps: ActivityDeps, request: InferenceRequest, computed: Computed): Promise<boolean> {
  const { resultId, model, result, segmentations, report } = computed;
  const outputHash = outputHashOf(computed);
  return deps.records.transaction(async (tx) => {
    const { taken, failure } = await roomFor(tx, request);
    await settleInference(tx, request);
    if (taken) return false;
    if (failure) await tx.aiResults.removeFailure(failure.id);
    const modelVersionId = await registeredModel(tx, deps, request, model.sha256, model.manifest);
    await tx.aiResults.add(
      {
        id: resultId,
        caseId: request.case,
        modelVersionId,
        state: 'done',
        reason: null,
        score: result.caseScore,
        detail: detailOf(result),
        outputHash,
        computedAt: tx.now,
        reportUid: report.uid,
        reportSha256: sha256Hex(report.bytes),
      },
      segmentations.map(({ kind, stackId, seriesInstanceUid, sopInstanceUid, bytes }) => ({
        id: deps.ids.next(),
        kind,
        stackId,
        seriesInstanceUid,
        sopInstanceUid,
        sha256: sha256Hex(bytes),
      })),
    );
    await tellStudies(tx, request, 'ai-result.computed', outputHash);
    return true;
  });
}

/** Over what was found, not when: the same run gives the same hash. */
function outputHashOf({ known, result, segmentations }: Computed): string {
  const heatMaps = segmentations.filter(({ kind }) => kind === 'heat-map');
  return hashOf({
    heatMaps: heatMaps.map(({ bytes }) => sha256Hex(Buffer.concat(segmentationFrames(bytes)))),
    model: result.model,
    case: known.pixelHash,
    score: result.caseScore,
    masks: result.stacks.map(({ masks }) => sha256Hex(Buffer.concat(masks))),
  });
}

function detailOf({ positive, foreign, stacks }: CaseResult) {
  return {
    positive,
    foreign,
    stacks: stacks.map(({ id, score, evidence, domain, components }) => ({
      id,
      score,
      evidence,
      ...(domain ? { domain } : {}),
      components: components.map(({ volumeMl, massMl, centreMm, maxProbability }) => ({
        volumeMl,
        massMl,
        centreMm,
        maxProbability,
      })),
    })),
  };
}
