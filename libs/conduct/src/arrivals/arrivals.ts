import type { ArrivingCase, CaseId, StudyId } from '@lectern/contracts';
import type { Records } from '@lectern/records';
import type { Arrivals } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import type { LeftOut } from './left-out.js';
import { closeIntakeNode, listIntakeNodes, nodeFor, openIntakeNode } from './nodes.js';
import { createIntakeToken, listIntakeTokens, revokeIntakeToken, senderOf } from './senders.js';
import { takeBatch, takeObjects } from './take-objects.js';

/** How images come in one by one. */
export function arrivals(deps: ConductDeps): Arrivals {
  return {
    senderOf: (token) => senderOf(deps, token),
    take: (sender, objects) => takeObjects(deps, sender, objects),
    takeAtOnce: (sender, objects) => takeBatch(deps, sender, objects),
    nodeFor: (called, calling, address) => nodeFor(deps, called, calling, address),
    nodes: (study) => listIntakeNodes(deps, study),
    openNode: (actor, study, input) => openIntakeNode(deps, actor, study, input),
    closeNode: (actor, study, id, reason) => closeIntakeNode(deps, actor, study, id, reason),
    list: (study) => listArrivals(deps.records, study),
    tokens: (study) => listIntakeTokens(deps, study),
    createToken: (actor, study, name) => createIntakeToken(deps, actor, study, name),
    revokeToken: (actor, study, id, reason) => revokeIntakeToken(deps, actor, study, id, reason),
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
