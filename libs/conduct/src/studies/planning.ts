import type {
  CaseId,
  changeProtocol,
  cloneStudy,
  ProtocolVersionView,
  ScheduleVerificationView,
  StudyId,
} from '@lectern/contracts';
import { protocolSchema } from '@lectern/contracts';
import {
  balanceOf,
  changeText,
  diffProtocols,
  parseProtocol,
  retitledProtocol,
  verifySchedule,
  type Schedule,
  type StoredWorklist,
  verifyReplacements,
} from '@lectern/protocol';
import type { Repositories } from '@lectern/records';
import type { z } from 'zod';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, Planning } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertCurrent, type ExpectedTags } from '../entity-tag.js';
import { Conflict } from '../errors.js';
import { orderInference } from '../ai-results/order-inference.js';
import { nudge } from '../nudge.js';
import { replaceReader } from '../readers/replace-reader.js';
import { createStudy, parsedOrInvalid } from './create-study.js';
import { modelsOf, planOf, type StudyPlan } from './study-plan.js';
import { scheduleInput } from './schedule-input.js';

/** The plan of a study before and after its freeze: versions, clones, worklists checked, places filled again. */
export function planning(deps: ConductDeps): Planning {
  return {
    versions: (study) => versions(deps, study),
    change: (actor, study, input, expected) => change(deps, actor, study, input, expected),
    clone: (actor, study, input) => clone(deps, actor, study, input),
    verifySchedule: (study) => verification(deps, study),
    replaceReader: (actor, study, reader, input) => replaceReader(deps, actor, study, reader, input),
  };
}

async function versions({ records }: ConductDeps, id: StudyId): Promise<ProtocolVersionView[]> {
  found(await records.read.studies.find(id));
  const stored = await records.read.studies.protocolVersions(id);
  const documents = stored.map(({ document }) => protocolSchema.parse(document));
  return stored.map(({ version, hash, createdAt, reason, postHoc, text }, index) => {
    const [before, after] = [documents[index - 1], documents[index]];
    return {
      version,
      hash,
      createdAt: createdAt.toISOString(),
      reason,
      postHoc,
      changes: before && after ? diffProtocols(before, after).map(changeText) : [],
      text,
    };
  });
}

/** @throws Invalid with the protocol's issues; Conflict once the study is frozen; Stale */
async function change(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  { protocol: text }: z.output<typeof changeProtocol.body>,
  expected: ExpectedTags = 'any',
): Promise<void> {
  const { protocol, hash } = parsedOrInvalid(text);
  await deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:plan');
    const study = found(await tx.studies.lock(id));
    if (study.phase !== 'draft')
      throw new Conflict(
        'frozen',
        'The protocol is frozen with the study.',
        'Amend it with a reason, or clone the study.',
      );
    const before = await tx.studies.protocol(id);
    assertCurrent(expected, before.text);
    if (before.hash === hash && before.text === text) return;
    await tx.studies.addProtocol({
      studyId: id,
      version: before.version + 1,
      text,
      document: protocol,
      hash,
      createdAt: tx.now,
    });
    await tx.studies.rename(id, protocol.title);
    for (const { caseId, case: listed } of await tx.cases.ofStudy(id))
      if (listed.state === 'stored' || listed.state === 'ready')
        for (const model of modelsOf(protocol)) await orderInference(tx, { case: caseId as CaseId, ...model });
    await nudge(tx, { kind: 'study-changed', study: id });
    await tx.outbox.announce(id);
    await tx.audit.append(id, {
      by: { id: actor.user, name: actor.name },
      act: 'protocol.changed',
      subject: id,
      before: { version: before.version, protocolHash: before.hash },
      after: {
        version: before.version + 1,
        protocolHash: hash,
        changes: diffProtocols(protocolSchema.parse(before.document), protocol).map(changeText),
      },
    });
  });
}

/** The protocol as written, under another title where one is given. */
async function clone(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  { title, cases }: z.output<typeof cloneStudy.body>,
): Promise<StudyId> {
  await requirePermission(deps.records.read, actor, id, 'study:plan');
  const { text } = await deps.records.read.studies.protocol(id);
  const protocol = title === undefined ? text : retitledProtocol(text, title);
  parseProtocol(protocol);
  const made = await createStudy(deps, actor, { protocol, ...(cases ? { casesFrom: id } : {}) });
  return made.id as StudyId;
}

/** @throws Conflict before the freeze */
async function verification({ records }: ConductDeps, id: StudyId): Promise<ScheduleVerificationView> {
  found(await records.read.studies.find(id));
  const freeze = await records.read.studies.freezeOf(id);
  if (!freeze) throw new Conflict('not-frozen', 'This study is not frozen: it has no worklists yet.');
  const plan = await planOf(records.read, id);
  const versions = await records.read.studies.protocolVersions(id);
  const frozen = versions.find(({ version }) => version === freeze.protocolVersion);
  if (!frozen) throw new Error(`version ${freeze.protocolVersion} of the protocol of study ${id} is not there`);
  const protocol = protocolSchema.parse(frozen.document);
  const manifest = freeze.manifest as { readers: { number: number }[] };
  const roster = new Set(manifest.readers.map(({ number }) => number));
  const input = scheduleInput(
    { ...plan, protocol, readers: plan.readers.filter(({ number }) => roster.has(number)) },
    freeze,
  );
  const schedule = freeze.schedule as unknown as Schedule;
  const { generator, storedHash, derivedHash, difference, broken } = verifySchedule(schedule, input);
  const pooled = input.cases.map(({ number }) => ({ number, stratum: '' })); // by truth it is nobody's before the lock
  const everybody = scheduleInput({ ...plan, protocol }, freeze);
  return {
    ...{ generator, storedHash, derivedHash, difference, broken: [...broken] },
    replacements: verifyReplacements(await worklistsOf(records.read, id, plan), everybody, schedule.generator),
    balance: balanceOf(schedule, pooled).map(({ session, condition, reads }) => ({ session, condition, reads })),
  };
}

/** The worklists as they lie in the record, cases and readers by their numbers. */
async function worklistsOf(on: Repositories, id: StudyId, plan: StudyPlan): Promise<StoredWorklist[]> {
  const readers = new Map(plan.readers.map((reader) => [reader.id, reader.number]));
  const cases = new Map(plan.cases.map(({ caseId, number }) => [caseId, number]));
  const sessions = Map.groupBy(await on.reads.ofStudy(id), ({ sessionId }) => sessionId);
  return [...sessions.values()].map((reads) => ({
    reader: readers.get(reads[0]!.readerId) ?? 0,
    session: reads[0]!.session.number,
    reads: reads.map(({ position, caseId, condition, stages, block, repetition }) => ({
      ...{ position, case: cases.get(caseId) ?? 0, condition, stages, block, repetition },
    })),
  }));
}
