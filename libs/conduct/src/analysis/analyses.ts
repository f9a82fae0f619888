import { studyAnalysisSchema, type AnalysisState, type StudyId } from '@lectern/contracts';
import { ObjectMissingError } from '@lectern/storage';
import { found } from '../access/require-permission.js';
import type { Analyses, ServedBytes } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound } from '../errors.js';
import { analysisKey } from '../object-keys.js';

/** The documents of a finished analysis. */
export const analysisDocuments: Readonly<Record<string, string>> = {
  'report.html': 'text/html; charset=utf-8',
  'analysis.json': 'application/json',
  'reads.csv': 'text/csv; charset=utf-8',
  'codebook.csv': 'text/csv; charset=utf-8',
};

/** The result of a locked study; before the lock there is none, for anybody. */
export function analyses(deps: ConductDeps): Analyses {
  const state = (study: StudyId): Promise<AnalysisState> => analysisState(deps, study);
  return {
    state,
    document: async (study, name) => {
      const contentType = Object.hasOwn(analysisDocuments, name) ? analysisDocuments[name] : undefined;
      if (!contentType) throw new NotFound('no-document', 'An analysis has no such document.');
      const { state: is } = await state(study);
      if (is !== 'done')
        throw new Conflict('no-analysis', 'There is no finished analysis of this study.', 'See its state.');
      return served(deps, analysisKey(study, name), contentType);
    },
  };
}

async function analysisState({ records }: ConductDeps, id: StudyId): Promise<AnalysisState> {
  const study = found(await records.read.studies.find(id));
  if (study.phase === 'draft' || study.phase === 'reading')
    return { state: 'closed', why: 'The analysis opens when the study is locked: until then nobody sees results.' };
  const stored = await records.read.analyses.find(id);
  if (!stored) return { state: 'running', step: 'waiting for a worker' };
  if (stored.state === 'running') return { state: 'running', step: stored.step };
  if (stored.state === 'failed') return { state: 'failed', reason: stored.reason ?? 'unknown' };
  return { state: 'done', analysis: studyAnalysisSchema.parse(stored.document) };
}

async function served({ store }: ConductDeps, key: string, contentType: string): Promise<ServedBytes> {
  try {
    return { bytes: await store.get(key), contentType };
  } catch (error) {
    if (error instanceof ObjectMissingError) throw new NotFound('no-document', 'This document is not there any more.');
    throw error;
  }
}
