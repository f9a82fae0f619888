import type { CaseId, StudyId } from '@lectern/contracts';
import { hashOf, sha256Hex } from '@lectern/evidence';
import type { StoredAiResult, Transaction } from '@lectern/records';
import type { InferenceActivities, InferenceRequest } from '@lectern/workflows';
import { NotFound } from '../errors.js';
import { nudge } from '../nudge.js';
import { resultFolder, segmentationKey, segmentationMetadataKey } from '../object-keys.js';
import type { ActivityDeps } from './activity-deps.js';
import { loadStacks } from './load-stacks.js';
import { segmentationOf, type WrittenSegmentation } from './segmentation-of.js';
import { systemActor } from './system-actor.js';

/** One model version on one case: a score and a segmentation of each stack in which something was found. */
export function inferenceActivities(deps: ActivityDeps): InferenceActivities {
  return {
    inferCase: (request) => inferCase(deps, request),
    failInference: (request, reason) => failInference(deps, request, reason),
  };
}

async function inferCase(deps: ActivityDeps, request: InferenceRequest): Promise<void> {
  const { records, store, ids } = deps;
  const before = await records.read.aiResults.find(request.case, request.model, request.version);
  if (before?.state === 'done') return;
  const model = await deps.models.load(request.model, request.version);
  const known = await records.read.cases.find(request.case);
  if (known?.state !== 'ready') throw new NotFound('case-not-ready', `Case ${request.case} is not ready`);
  const stacks = await loadStacks(store, known);
  const result = await model.run(stacks.map(({ input }) => input));
  const resultId = ids.next();
  const written: WrittenSegmentation[] = [];
  for (const [index, { masks }] of result.stacks.entries()) {
    const segmentation = segmentationOf(stacks[index]!, masks, model.manifest, deps.clock.now());
    if (segmentation) written.push(segmentation);
  }
  for (const { seriesInstanceUid, sopInstanceUid, bytes, metadata } of written) {
    await store.put(segmentationKey(resultId, sopInstanceUid), bytes);
    await store.put(segmentationMetadataKey(resultId, seriesInstanceUid), Buffer.from(JSON.stringify([metadata])));
  }
  const detail = {
    positive: result.positive,
    stacks: result.stacks.map(({ id, score, evidence, components }) => ({ id, score, evidence, components })),
  };
  // what was found, not when: the same run gives the same hash
  const found = {
    ...{ model: result.model, case: known.pixelHash, score: result.caseScore },
    masks: result.stacks.map(({ masks }) => sha256Hex(Buffer.concat(masks))),
  };
  const kept = await records.transaction(async (tx) => {
    const { taken, failure } = await roomFor(tx, request);
    if (taken) return false;
    if (failure) await tx.aiResults.removeFailure(failure.id);
    const id = await registeredModel(tx, deps, request, model.sha256, model.manifest);
    await tx.aiResults.add(
      {
        ...{ id: resultId, caseId: request.case, modelVersionId: id, state: 'done', reason: null },
        ...{ score: result.caseScore, detail, outputHash: hashOf(found), computedAt: tx.now },
      },
      written.map(({ stackId, seriesInstanceUid, sopInstanceUid, bytes }) => ({
        ...{ id: ids.next(), stackId, seriesInstanceUid, sopInstanceUid, sha256: sha256Hex(bytes) },
      })),
    );
    await tell(tx, request, 'ai-result.computed', hashOf(found));
    return true;
  });
  if (!kept) await store.deleteFolder(resultFolder(resultId));
}

async function failInference(deps: ActivityDeps, request: InferenceRequest, reason: string): Promise<void> {
  const sha256 = await deps.models.load(request.model, request.version).then(
    (model) => model.sha256,
    () => unknownContent,
  );
  await deps.records.transaction(async (tx) => {
    const { taken, failure } = await roomFor(tx, request);
    if (taken || failure) return;
    const id = await registeredModel(tx, deps, request, sha256, {});
    const outputHash = hashOf({ case: request.case, failed: reason });
    await tx.aiResults.add(
      {
        ...{ id: deps.ids.next(), caseId: request.case, modelVersionId: id, state: 'failed', reason },
        ...{ score: null, detail: null, outputHash, computedAt: tx.now },
      },
      [],
    );
    await tell(tx, request, 'ai-result.failed', outputHash);
  });
}

/**
 * What may be stored now: anything where there is nothing yet, a result in the place of a failure, nothing where a result stands or a study was frozen
 * with the failure.
 */
async function roomFor(
  tx: Transaction,
  { case: caseId, model, version }: InferenceRequest,
): Promise<{ readonly taken: boolean; readonly failure: StoredAiResult | null }> {
  const phases: string[] = [];
  for (const { id } of await tx.studies.withCase(caseId)) phases.push((await tx.studies.hold(id))?.phase ?? 'draft');
  await tx.cases.lock(caseId);
  const current = await tx.aiResults.find(caseId, model, version);
  const frozen = phases.some((phase) => phase !== 'draft');
  return { taken: current !== null && (current.state === 'done' || frozen), failure: current };
}

/** @throws Error where the installation knows this version with other content: a model that changed is a new version */
async function registeredModel(
  tx: Transaction,
  deps: ActivityDeps,
  request: InferenceRequest,
  sha256: string,
  manifest: object,
): Promise<string> {
  const { model, version } = request;
  const known = await tx.aiResults.registerModel({
    id: deps.ids.next(),
    model,
    version,
    sha256,
    manifest,
    registeredAt: tx.now,
  });
  if (known.sha256 !== sha256 && sha256 !== unknownContent)
    throw new Error(
      `Model ${model} ${version} has another content than when it was first used here: give it a new version`,
    );
  return known.id;
}

/** The hash of a model that could not be loaded; the first that can be takes its place. */
const unknownContent = 'unknown';

async function tell(
  tx: Transaction,
  { case: caseId, model, version }: InferenceRequest,
  act: string,
  outputHash: string,
): Promise<void> {
  for (const study of await tx.studies.withCase(caseId as CaseId)) {
    if (study.phase !== 'draft') continue; // no inference changes anything after the freeze
    await nudge(tx, { kind: 'study-changed', study: study.id as StudyId });
    await tx.outbox.announce(study.id);
    await tx.audit.append(study.id, { by: systemActor, act, subject: caseId, after: { model, version, outputHash } });
  }
}
