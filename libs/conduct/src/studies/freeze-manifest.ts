import { modelsOf, readyCases, resultOf, type StudyPlan } from './study-plan.js';

/**
 * What the freeze hash covers: everything that could otherwise be chosen after the first read. Truth stands in it by its salted commitment, so that
 * nobody can guess it from the hash.
 */
export function freezeManifest(study: string, plan: StudyPlan) {
  const ready = readyCases(plan.cases);
  const models = modelsOf(plan.protocol);
  return {
    format: 1,
    study,
    protocol: { version: plan.protocolVersion, hash: plan.protocolHash },
    readers: plan.readers
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ number, id, user, stratum }) => ({
        number,
        id,
        kind: user.kind,
        ...(stratum === null ? {} : { stratum }),
      })),
    cases: ready.map(({ number, caseId, purpose, case: { pixelHash, patientKey } }) => ({
      number,
      id: caseId,
      pixelHash,
      patientKey,
      ...(purpose === 'study' ? {} : { purpose }),
    })),
    referenceStandard: plan.reference && { version: plan.reference.version, commitment: plan.reference.commitment },
    models: models.map(({ model, version }) => ({
      model,
      version,
      sha256: plan.results.find(({ modelVersion: m }) => m.model === model && m.version === version)?.modelVersion
        .sha256,
    })),
    aiResults: ready.flatMap(({ number, caseId }) =>
      models.map((model) => {
        const result = resultOf(plan.results, caseId, model);
        return { case: number, ...model, state: result?.state, outputHash: result?.outputHash };
      }),
    ),
  };
}
