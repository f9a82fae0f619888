import type { CaseId, createStudySchema, StudyId } from '@lectern/contracts';
import { parseProtocol, ProtocolError, type ParsedProtocol } from '@lectern/protocol';
import type { Study, Transaction } from '@lectern/records';
import type { z } from 'zod';
import { requirePermission } from '../access/require-permission.js';
import { importReference } from '../truth/import-reference.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Invalid, Refused } from '../errors.js';
import { orderInference } from '../ai-results/order-inference.js';
import { nudge } from '../nudge.js';
import { modelsOf, resultOf } from './study-plan.js';

/** A new study; its creator coordinates it. @throws Invalid, Refused, NotFound */
export async function createStudy(
  deps: ConductDeps,
  actor: Actor,
  input: z.output<typeof createStudySchema>,
): Promise<Study> {
  if (!actor.administrator)
    throw new Refused(
      'not-permitted',
      'Only an administrator creates studies.',
      'Ask the administrator of this installation.',
    );
  const parsed = parsedOrInvalid(input.protocol);
  return deps.records.transaction(async (tx) => {
    const id = deps.ids.next() as StudyId;
    const from = input.casesFrom ?? null;
    if (from) await requirePermission(tx, actor, from, 'study:manage-cases');
    const study = await tx.studies.create({
      id,
      title: parsed.protocol.title,
      createdAt: tx.now,
      createdById: actor.user,
      casesFromId: from,
    });
    await tx.studies.addProtocol({
      studyId: id,
      version: 1,
      text: input.protocol,
      document: parsed.protocol,
      hash: parsed.hash,
      createdAt: tx.now,
    });
    await tx.studies.addMember(id, actor.user, 'coordinator', tx.now);
    if (from) await takeOverCases(tx, deps, actor, from, id, parsed);
    await nudge(tx, { kind: 'study-changed', study: id });
    await tx.audit.append(id, {
      by: { id: actor.user, name: actor.name },
      act: 'study.created',
      subject: id,
      after: { title: parsed.protocol.title, protocolHash: parsed.hash, casesFrom: from },
    });
    return study;
  });
}

/** @throws Invalid with the protocol's issues */
export function parsedOrInvalid(text: string): ParsedProtocol {
  try {
    return parseProtocol(text);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new Invalid('protocol', 'The protocol cannot be used.', 'Mend the lines that are named.', error.issues);
  }
}

/** Ready cases with their numbers, labels and truth; AI results belong to the cases, and those that lack one are nudged. */
async function takeOverCases(
  tx: Transaction,
  deps: ConductDeps,
  actor: Actor,
  from: StudyId,
  to: StudyId,
  { protocol }: ParsedProtocol,
): Promise<void> {
  const cases = (await tx.cases.ofStudy(from)).filter((listed) => listed.case.state === 'ready');
  const ids = cases.map(({ caseId }) => caseId);
  for (const { caseId, number, sourceLabel, purpose } of cases)
    await tx.cases.put({ studyId: to, caseId, number, sourceLabel, purpose });
  const reference = await tx.references.newest(from);
  const rows = reference?.rows.filter(({ caseId }) => ids.includes(caseId)) ?? [];
  if (rows.length > 0)
    await importReference(tx, deps, actor, to, rows, { source: 'study', provenance: { study: from } });
  const results = await tx.aiResults.ofCases(ids);
  for (const caseId of ids)
    for (const model of modelsOf(protocol))
      if (!resultOf(results, caseId, model)) await orderInference(tx, { case: caseId as CaseId, ...model });
}
