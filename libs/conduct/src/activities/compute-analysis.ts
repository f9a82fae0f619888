import type { StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { analysisOf } from '../analysis/analysis-of.js';
import { collectReads } from '../analysis/collect-reads.js';
import { Conflict } from '../errors.js';
import type { ActivityDeps } from './activity-deps.js';

/** Computes every endpoint of a locked study from its reads and keeps the result. */
export async function computeAnalysis({ records, software }: ActivityDeps, id: StudyId): Promise<void> {
  const { read } = records;
  const study = await read.studies.find(id);
  const freeze = await read.studies.freezeOf(id);
  if (!freeze || study?.phase !== 'locked') throw new Conflict('not-locked', `Study ${id} is not locked`);
  const startedAt = await records.transaction(async (tx) => {
    await tx.analyses.begin(id, 'computing', tx.now);
    await tx.outbox.announce(id);
    return tx.now;
  });
  const { rows, plan, major } = await collectReads(read, id);
  const planned = (await read.reads.countOfStudy(id)).planned;
  const unread = await read.reads.unsubmittedOfStudy(id);
  const circumstances = { study: id, freezeHash: freeze.hash, planned, computedAt: startedAt.toISOString(), software };
  const analysis = analysisOf(plan, { rows, unread, major }, circumstances);
  await records.transaction((tx) => tx.analyses.saveDocument(id, analysis, hashOf(analysis), 'writing the report'));
}
