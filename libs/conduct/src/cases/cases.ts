import type { Cases } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { listCases } from './list-cases.js';
import { putReferenceStandard } from './put-reference-standard.js';
import { receiveCase } from './receive-case.js';

/** How cases and their truth come into a study. */
export function cases(deps: ConductDeps): Cases {
  return {
    receive: (actor, study, label, files) => receiveCase(deps, actor, study, label, files),
    list: (study) => listCases(deps.records, study),
    putReferenceStandard: (actor, study, rows) => putReferenceStandard(deps, actor, study, rows),
  };
}
