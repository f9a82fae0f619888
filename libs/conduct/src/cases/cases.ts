import { importAiResults } from '../ai-results/import-ai-results.js';
import type { Cases } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { acceptCases } from './accept-cases.js';
import { getCase } from './get-case.js';
import { listCases } from './list-cases.js';
import { relabelCase } from './relabel-case.js';
import { deidentificationOf, reidentify } from './reidentify.js';
import { openOriginal } from './sealed-originals.js';
import { stacksCsv } from './stacks-csv.js';
import { refuseSeenCase } from './refuse-seen-case.js';
import { receiveCase } from './receive-case.js';
import { importObjects } from '../truth/import-objects.js';
import { putReferenceStandard } from '../truth/put-reference-standard.js';

/** How cases and their truth come into a study. */
export function cases(deps: ConductDeps): Cases {
  return {
    receive: (actor, study, label, files) => receiveCase(deps, actor, study, label, files),
    stacksCsv: (study) => stacksCsv(deps.records, study),
    detail: (study, id) => getCase(deps.records, study, id),
    accept: (actor, study, acceptance) => acceptCases(deps, actor, study, acceptance),
    refuse: (actor, study, id, reason) => refuseSeenCase(deps, actor, study, id, reason),
    deidentification: (study, id) => deidentificationOf(deps.records, study, id),
    original: (actor, study, id, asked) => openOriginal(deps, actor, study, id, asked),
    reidentify: (actor, study, id, reason) => reidentify(deps, actor, study, id, reason),
    list: (study, request) => listCases(deps.records, study, request),
    relabel: (actor, study, id, label) => relabelCase(deps, actor, study, id, label),
    putReferenceStandard: (actor, study, rows) => putReferenceStandard(deps, actor, study, rows),
    importAiResults: (actor, study, declared, files) => importAiResults(deps, actor, study, declared, files),
    importReferenceObjects: (actor, study, files) => importObjects(deps, actor, study, files),
  };
}
