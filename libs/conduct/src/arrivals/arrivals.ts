import type { ArrivingCase, CaseId, StudyId } from '@lectern/contracts';
import type { Records } from '@lectern/records';
import type { Arrivals } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import type { LeftOut } from './left-out.js';
import { createIntakeToken, listIntakeTokens, revokeIntakeToken, senderOf } from './senders.js';
import { takeObjects } from './take-objects.js';

/** How images come in one by one. */
export function arrivals(deps: ConductDeps): Arrivals {
  return {
    senderOf: (token) => senderOf(deps, token),
    take: (sender, objects) => takeObjects(deps, sender, objects),
    list: (study) => listArrivals(deps.records, study),
    tokens: (study) => listIntakeTokens(deps, study),
    createToken: (actor, study, name) => createIntakeToken(deps, actor, study, name),
    revokeToken: (actor, study, id) => revokeIntakeToken(deps, actor, study, id),
  };
}

async function listArrivals({ read }: Records, study: StudyId): Promise<ArrivingCase[]> {
  return (await read.arrivals.ofStudy(study)).map(({ caseId, sourceLabel, case: known }) => ({
    case: caseId as CaseId,
    label: sourceLabel,
    state: known.state,
    files: known.files,
    lastFileAt: known.lastFileAt?.toISOString() ?? null,
    leftOut: known.leftOut as unknown as LeftOut[],
  }));
}
