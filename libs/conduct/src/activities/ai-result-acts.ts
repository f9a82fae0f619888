import type { CaseId, StudyId } from '@lectern/contracts';
import type { StoredAiResult, Transaction } from '@lectern/records';
import type { InferenceRequest } from '@lectern/workflows';
import { nudge } from '../nudge.js';
import type { ActivityDeps } from './activity-deps.js';
import { systemActor } from './system-actor.js';

/**
 * What may be stored now: anything where there is nothing yet, a result in the place of a failure, nothing where a result stands or a study was frozen
 * with the failure.
 */
export async function roomFor(
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
export async function registeredModel(
  tx: Transaction,
  deps: Pick<ActivityDeps, 'ids'>,
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
export const unknownContent = 'unknown';

/** Audit and nudges of the studies that may still take the result in: after the freeze no inference changes anything. */
export async function tellStudies(
  tx: Transaction,
  { case: caseId, model, version }: InferenceRequest,
  act: 'ai-result.computed' | 'ai-result.failed',
  outputHash: string,
): Promise<void> {
  for (const study of await tx.studies.withCase(caseId as CaseId)) {
    if (study.phase !== 'draft') continue;
    await nudge(tx, { kind: 'study-changed', study: study.id as StudyId });
    await tx.outbox.announce(study.id);
    await tx.audit.append(study.id, { by: systemActor, act, subject: caseId, after: { model, version, outputHash } });
  }
}
