import type { CaseId, DeclaredModel, ImportedAiResults, StudyId } from '@lectern/contracts';
import { hashOf, sha256Hex } from '@lectern/evidence';
import type { ListedCase, Transaction } from '@lectern/records';
import { registeredModel } from '../activities/ai-result-acts.js';
import { segmentationOf, type WrittenSegmentation } from '../activities/segmentation-of.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { nudge } from '../nudge.js';
import { resultFolder } from '../object-keys.js';
import { readyCases } from '../studies/study-plan.js';
import { imagesOf } from '../truth/object-case.js';
import { readResultFiles, type CaseOutput } from './result-files.js';
import { scoreReportOf, storeResultObjects, type WrittenReport } from './result-objects.js';

/** What stands for a case in the record; objects are stored already. */
interface PreparedResult {
  readonly resultId: string;
  readonly listed: ListedCase;
  readonly output: CaseOutput | null;
  readonly segmentations: readonly WrittenSegmentation[];
  readonly report: WrittenReport | null;
}

/**
 * Takes results of an AI that ran elsewhere over as a model version like any other: declared by id and version, named by the hash of its files. A ready case of which the
 * files say nothing has no result, and says why. Segmentations and scores are written anew under this installation's own UIDs.
 *
 * @throws Invalid with one issue a file or line that does not fit: then nothing is taken over; Conflict for a version that has results here, and once the study is frozen
 */
export async function importAiResults(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  declared: DeclaredModel,
  files: AsyncIterable<UploadedFile>,
): Promise<ImportedAiResults> {
  const { records, store } = deps;
  await requirePermission(records.read, actor, study, 'study:manage-cases');
  const cases = readyCases(await records.read.cases.ofStudy(study));
  const { hashes, outputs, issues } = await readResultFiles(deps, cases, files);
  if (issues.length > 0)
    throw new Invalid('ai-results', 'Some files do not fit; none was taken over.', 'Mend or leave out what is named.', issues); // prettier-ignore
  if (outputs.size === 0) throw new Invalid('ai-results', 'The files hold no result.', 'Send SEG, SR or CSV files.');
  const sha256 = hashOf({ files: hashes.toSorted() });
  const prepared: PreparedResult[] = [];
  try {
    for (const listed of cases) prepared.push(await prepare(deps, declared, listed, outputs.get(listed.caseId)));
    return await records.transaction((tx) => keepAll(tx, deps, actor, study, { declared, sha256, prepared }));
  } catch (error) {
    for (const { resultId } of prepared) await store.deleteFolder(resultFolder(resultId)); // nothing half-done stays
    throw error;
  }
}

async function prepare(
  { store, ids, clock }: ConductDeps,
  { model, version, finding }: DeclaredModel,
  listed: ListedCase,
  output: CaseOutput | undefined,
): Promise<PreparedResult> {
  const resultId = ids.next();
  const isThere = output && (output.score !== null || output.masks.size > 0);
  if (!isThere) return { resultId, listed, output: output ?? null, segmentations: [], report: null };
  const stacks = await imagesOf(store, listed.case);
  const manifest = { id: model, version, finding: { label: finding, meaning: finding } };
  const segmentations = listed.case.stacks.flatMap(({ id: stackId, rows, columns }, index) => {
    const images = stacks[index] ?? [];
    const masks = images.map(({ uids }) => output.masks.get(uids.sopInstanceUid) ?? new Uint8Array(rows * columns));
    return segmentationOf({ stackId, images }, masks, manifest, clock.now()) ?? [];
  });
  const report = output.score === null ? null : scoreReportOf(stacks.flat(), manifest, output.score, clock.now());
  await storeResultObjects(store, resultId, segmentations, report);
  return { resultId, listed, output, segmentations, report };
}

interface ImportedSet {
  readonly declared: DeclaredModel;
  readonly sha256: string;
  readonly prepared: readonly PreparedResult[];
}

async function keepAll(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  { declared, sha256, prepared }: ImportedSet,
): Promise<ImportedAiResults> {
  const { model, version, description, threshold } = declared;
  await requirePermission(tx, actor, study, 'study:manage-cases');
  if (found(await tx.studies.lock(study)).phase !== 'draft')
    throw new Conflict('frozen', 'AI results are frozen with the study.', 'Create a new study with the same cases.');
  const known = await tx.aiResults.findModel(model, version);
  if (known && known.sha256 !== 'unknown')
    throw new Conflict('model-known', `${model} ${version} is known here already.`, 'Give the results a version of their own.'); // prettier-ignore
  const manifest = { id: model, version, external: true, description, threshold: threshold ?? null, files: sha256 };
  const modelVersionId = await registeredModel(tx, deps, { case: '' as CaseId, model, version }, sha256, manifest);
  for (const result of prepared) await keep(tx, deps, result, { modelVersionId, ...declared });
  await nudge(tx, { kind: 'study-changed', study });
  await tx.outbox.announce(study);
  const summary = summaryOf(prepared);
  await tx.audit.append(study, {
    ...{ by: { id: actor.user, name: actor.name }, act: 'ai-results.imported', subject: study },
    after: { model, version, sha256, cases: summary.cases, unavailable: summary.unavailable.length },
  });
  return { model, version, sha256, ...summary };
}

async function keep(
  tx: Transaction,
  { ids }: ConductDeps,
  { resultId, listed: { caseId, case: known }, output, segmentations, report }: PreparedResult,
  { modelVersionId, model, version, threshold }: DeclaredModel & { modelVersionId: string },
): Promise<void> {
  await tx.cases.lock(caseId);
  const before = await tx.aiResults.find(caseId, model, version);
  if (before) await tx.aiResults.removeFailure(before.id); // a model that could not be run here, since it ran elsewhere
  const isDone = segmentations.length > 0 || report !== null;
  const score = output?.score ?? null;
  const called = output?.positive ?? (score !== null && threshold !== undefined ? score >= threshold : null);
  const masks = [...(output?.masks ?? [])].map(([uid, mask]) => [uid, sha256Hex(mask)]).sort();
  await tx.aiResults.add(
    {
      ...{ id: resultId, caseId, modelVersionId, score, computedAt: tx.now },
      ...{ state: isDone ? 'done' : 'failed', reason: isDone ? null : reasonOf(output) },
      detail: isDone ? { external: true, ...(called === null ? {} : { positive: called }) } : null,
      outputHash: hashOf({ model, version, case: known.pixelHash, score, called, masks, reason: output?.reason ?? null }), // prettier-ignore
      ...{ reportUid: report?.uid ?? null, reportSha256: report ? sha256Hex(report.bytes) : null },
    },
    segmentations.map(({ stackId, seriesInstanceUid, sopInstanceUid, bytes }) => ({
      ...{ id: ids.next(), kind: 'segmentation', stackId, seriesInstanceUid, sopInstanceUid, sha256: sha256Hex(bytes) },
    })),
  );
}

const reasonOf = (output: CaseOutput | null): string => output?.reason ?? 'no result in the files that were imported';

function summaryOf(prepared: readonly PreparedResult[]): Omit<ImportedAiResults, 'model' | 'version' | 'sha256'> {
  const missing = prepared.filter(({ segmentations, report }) => segmentations.length === 0 && report === null);
  return {
    cases: prepared.length - missing.length,
    scores: prepared.filter(({ report }) => report !== null).length,
    segmentations: prepared.reduce((sum, { segmentations }) => sum + segmentations.length, 0),
    unavailable: missing.map(({ listed, output }) => ({ case: listed.sourceLabel, reason: reasonOf(output) })),
  };
}
