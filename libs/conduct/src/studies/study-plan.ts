import { protocolSchema, type Protocol } from '@lectern/contracts';
import type { ListedCase, ReaderWithUser, ReferenceImport, Repositories, StoredAiResult } from '@lectern/records';

export interface AidingModel {
  readonly model: string;
  readonly version: string;
}

/** Everything that is fixed by freezing, as it stands now. */
export interface StudyPlan {
  readonly protocol: Protocol;
  readonly protocolVersion: number;
  readonly protocolHash: string;
  readonly cases: readonly ListedCase[];
  readonly reference: ReferenceImport | null;
  readonly results: readonly StoredAiResult[];
  readonly readers: readonly ReaderWithUser[];
}

export async function planOf(on: Repositories, study: string): Promise<StudyPlan> {
  const stored = await on.studies.protocol(study); // one after the other: a transaction has one connection
  const cases = await on.cases.ofStudy(study);
  const reference = await on.references.newest(study);
  const readers = await on.readers.ofStudy(study);
  return {
    protocol: protocolSchema.parse(stored.document),
    protocolVersion: stored.version,
    protocolHash: stored.hash,
    cases,
    reference,
    results: await on.aiResults.ofCases(cases.map(({ caseId }) => caseId)),
    readers,
  };
}

/** The cases that were taken in whole. */
export const readyCases = (cases: readonly ListedCase[]): readonly ListedCase[] =>
  cases.filter((listed) => listed.case.state === 'ready');

/** Those of them that are read for the study itself, not for training or qualification. */
export const studyCases = (cases: readonly ListedCase[]): readonly ListedCase[] =>
  readyCases(cases).filter(({ purpose }) => purpose === 'study');

/** The model versions that the aided conditions of a protocol show, each once. */
export function modelsOf({ conditions }: Protocol): AidingModel[] {
  const models = conditions.flatMap(({ ai }) => (ai ? [{ model: ai.model, version: ai.version }] : []));
  return [...new Map(models.map((each) => [`${each.model}@${each.version}`, each])).values()];
}

/** What a model version made of a case; null while it is pending. */
export function resultOf(
  results: readonly StoredAiResult[],
  caseId: string,
  { model, version }: AidingModel,
): StoredAiResult | null {
  return (
    results.find(
      (result) =>
        result.caseId === caseId && result.modelVersion.model === model && result.modelVersion.version === version,
    ) ?? null
  );
}
