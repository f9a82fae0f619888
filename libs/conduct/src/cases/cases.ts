import type { Cases } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { listCases } from './list-cases.js';
import { relabelCase } from './relabel-case.js';
import { deidentificationOf, reidentify } from './reidentify.js';
import { receiveCase } from './receive-case.js';
import { importObjects } from '../truth/import-objects.js';
import { putReferenceStandard } from '../truth/put-reference-standard.js';

/** How cases and their truth come into a study. */
export function cases(deps: ConductDeps): Cases {
  return {
    receive: (actor, study, label, files) => receiveCase(deps, actor, study, label, files),
    deidentification: (study, id) => deidentificationOf(deps.records, study, id),
    reidentify: (actor, study, id, reason) => reidentify(deps, actor, study, id, reason),
    list: (study, request) => listCases(deps.records, study, request),
    relabel: (actor, study, id, label) => relabelCase(deps, actor, study, id, label),
    putReferenceStandard: (actor, study, rows) => putReferenceStandard(deps, actor, study, rows),
    importReferenceObjects: (actor, study, files) => importObjects(deps, actor, study, files),
  };
}
