import { studyAnalysisSchema, type StudyId } from '@lectern/contracts';
import { hashOf, sha256Hex } from '@lectern/evidence';
import { codebookCsv, readsCsv, reportHtml } from '@lectern/report';
import { collectReads } from '../analysis/collect-reads.js';
import { Conflict } from '../errors.js';
import { nudge } from '../nudge.js';
import { analysisKey } from '../object-keys.js';
import type { ActivityDeps } from './activity-deps.js';
import { systemActor } from './system-actor.js';

/** Writes the documents of a computed analysis and opens it to those who may see it. */
export async function writeReport({ records, store }: ActivityDeps, id: StudyId): Promise<void> {
  const stored = await records.read.analyses.find(id);
  if (stored?.state === 'done') return;
  if (!stored?.document) throw new Conflict('not-computed', `The analysis of study ${id} is not computed`);
  const analysis = studyAnalysisSchema.parse(stored.document);
  const { rows, plan } = await collectReads(records.read, id);
  const documents: Readonly<Record<string, string>> = {
    'analysis.json': JSON.stringify(analysis, null, 2),
    'reads.csv': readsCsv(rows, plan.protocol.questions),
    'codebook.csv': codebookCsv(plan.protocol.questions),
    'report.html': reportHtml(analysis),
  };
  for (const [name, text] of Object.entries(documents)) await store.put(analysisKey(id, name), Buffer.from(text));
  await records.transaction(async (tx) => {
    const study = await tx.studies.lock(id);
    if (study?.phase !== 'locked') return;
    await tx.analyses.finish(id, tx.now);
    await tx.studies.setPhase(id, 'analysed');
    await nudge(tx, { kind: 'study-changed', study: id });
    await tx.outbox.announce(id);
    const hashes = Object.fromEntries(Object.entries(documents).map(([name, text]) => [name, sha256Hex(text)]));
    const after = { analysis: hashOf(analysis), documents: hashes };
    await tx.audit.append(id, { by: systemActor, act: 'analysis.finished', subject: id, after });
  });
}
