import { protocolSchema, type Protocol } from '@lectern/contracts';
import type {
  Deviation,
  ListedCase,
  ProtocolVersion,
  ReaderWithUser,
  ReferenceImport,
  Repositories,
  StoredAiResult,
} from '@lectern/records';

export interface AidingModel {
  readonly model: string;
  readonly version: string;
}

/** Everything that is fixed by freezing, as it stands now. */
export interface StudyPlan {
  readonly protocol: Protocol;
  readonly protocolVersion: number;
  readonly protocolHash: string;
  /** As written. */
  readonly protocolText: string;
  readonly cases: readonly ListedCase[];
  readonly reference: ReferenceImport | null;
  readonly results: readonly StoredAiResult[];
  readonly readers: readonly ReaderWithUser[];
  /** Ids of subgroups that an amendment added when there were reads. */
  readonly postHocSubgroups: readonly string[];
  readonly deviations: readonly PlanDeviation[];
}

/** A departure from the plan, without who told of it. */
export type PlanDeviation = Pick<Deviation, 'number' | 'kind' | 'subject' | 'text'> & {
  readonly at: string;
  readonly found: 'system' | 'person';
};

export async function planOf(on: Repositories, study: string): Promise<StudyPlan> {
  const stored = await on.studies.protocol(study); // one after the other: a transaction has one connection
  const versions = await on.studies.protocolVersions(study);
  const cases = await on.cases.ofStudy(study);
  const reference = await on.references.newest(study);
  const readers = await on.readers.ofStudy(study);
  const deviations = await on.evidence.deviationsOf(study);
  return {
    protocol: protocolSchema.parse(stored.document),
    protocolVersion: stored.version,
    protocolHash: stored.hash,
    protocolText: stored.text,
    cases,
    reference,
    results: await on.aiResults.ofCases(cases.map(({ caseId }) => caseId)),
    readers,
    postHocSubgroups: postHocSubgroups(versions),
    deviations: deviations.map(({ number, kind, subject, text, at, byId }) => ({
      ...{ number, kind, subject, text, at: at.toISOString() },
      found: byId === null ? 'system' : 'person',
    })),
  };
}

/** Those of the newest version that no version before the first post hoc amendment has. */
function postHocSubgroups(versions: readonly ProtocolVersion[]): string[] {
  const first = versions.findIndex(({ postHoc }) => postHoc);
  if (first < 1) return [];
  const idsOf = ({ document }: ProtocolVersion) =>
    (protocolSchema.parse(document).analysis.subgroups ?? []).map(({ id }) => id);
  const planned = new Set(idsOf(versions[first - 1]!));
  return idsOf(versions.at(-1)!).filter((id) => !planned.has(id));
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
