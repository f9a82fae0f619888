import type { Signing, StudyId } from '@lectern/contracts';
import { hashOf } from '@lectern/evidence';
import { brokenPromises, deriveSchedule, scheduleHash, type Schedule } from '@lectern/protocol';
import { caseLabels } from '@lectern/reading';
import type { CrossedPart, Read, ReadingSession, Transaction } from '@lectern/records';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertCurrent, type ExpectedTags } from '../entity-tag.js';
import { Conflict } from '../errors.js';
import { signRecord } from '../evidence/sign-record.js';
import { nudge, readerChanged } from '../nudge.js';
import { authenticate } from '../sign-in/authenticate.js';
import { freezeChecks } from './freeze-checks.js';
import { freezeManifest } from './freeze-manifest.js';
import { scheduleInput } from './schedule-input.js';
import { planOf, type StudyPlan } from './study-plan.js';

/**
 * Fixes and hashes the plan, then draws the seed, then stores the worklists that follow from both.
 * @throws Conflict with one issue a check that is not met; Refused where the signature is not proven; Stale where another protocol was seen
 */
export async function freezeStudy(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  signing: Signing,
  expected: ExpectedTags = 'any',
): Promise<void> {
  await requirePermission(deps.records.read, actor, id, 'study:freeze');
  const authentication = await authenticate(deps, actor, signing.proof);
  const statement = signing.meaning;
  await deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:freeze');
    const study = found(await tx.studies.lock(id));
    if (study.phase !== 'draft')
      throw new Conflict('frozen', 'This study is frozen already.', 'Its plan stands; load the page again.');
    assertCurrent(expected, (await tx.studies.protocol(id)).text); // what is signed is what was shown
    const plan = await planOf(tx, id);
    assertChecksMet(plan, await tx.studies.crossedParts(id));
    const manifest = freezeManifest(id, plan);
    const hash = hashOf(manifest);
    const seed = deps.secrets.token(); // drawn when nothing that could be chosen is open any more
    const schedule = worklistsOf(plan, { hash, seed });
    const frozen = { hash, seed, generator: schedule.generator, scheduleHash: scheduleHash(schedule) };
    await tx.studies.freeze({
      studyId: id,
      at: tx.now,
      by: actor.name,
      statement,
      protocolVersion: plan.protocolVersion,
      manifest,
      schedule,
      ...frozen,
    });
    await storeWorklists(tx, deps, plan, schedule, seed);
    await tx.studies.setPhase(id, 'reading');
    await nudge(tx, { kind: 'study-changed', study: id });
    for (const reader of plan.readers) await nudge(tx, readerChanged(reader));
    await tx.outbox.announce(id);
    const by = { id: actor.user, name: actor.name };
    const signature = await signRecord(tx, deps, { actor, meaning: statement, authentication }, id, 'freeze', hash);
    const after = { ...frozen, signature };
    await tx.audit.append(id, { by, act: 'study.frozen', subject: id, reason: statement, after });
  });
}

/** @throws Conflict where a promise of the design is not kept: nothing is frozen then */
function worklistsOf(plan: StudyPlan, frozen: { readonly hash: string; readonly seed: string }): Schedule {
  const invited = plan.readers.filter(({ state }) => state !== 'withdrawn');
  const input = scheduleInput({ ...plan, readers: invited }, frozen);
  const schedule = deriveSchedule(input);
  const broken = brokenPromises(schedule, input);
  if (broken.length === 0) return schedule;
  throw new Conflict(
    'promises-broken',
    'The worklists would not keep what the design promises.',
    'Change the design or its numbers.',
    broken.slice(0, 20).map((message) => ({ path: 'design', message })),
  );
}

function assertChecksMet(plan: StudyPlan, crossed: readonly CrossedPart[]): void {
  const unmet = freezeChecks(plan, crossed).filter(({ met }) => !met);
  if (unmet.length === 0) return;
  throw new Conflict(
    'not-ready-to-freeze',
    'The study cannot be frozen yet.',
    'Meet each condition that is named.',
    unmet.map(({ id, text, remedy }) => ({ path: id, message: remedy ? `${text}. ${remedy}` : text })),
  );
}

/** Sessions and reads as they were derived; of several calls for one study, each for other readers. */
export async function storeWorklists(
  tx: Transaction,
  { ids }: Pick<ConductDeps, 'ids'>,
  plan: Pick<StudyPlan, 'readers' | 'cases'>,
  schedule: Pick<Schedule, 'sessions'>,
  seed: string,
): Promise<void> {
  const readerOf = new Map(plan.readers.map(({ number, id }) => [number, id]));
  const caseOf = new Map(plan.cases.map(({ number, caseId }) => [number, caseId]));
  const sessions: ReadingSession[] = [];
  const reads: Read[] = [];
  for (const { reader, session, phase, reads: scheduled } of schedule.sessions) {
    const readerId = must(readerOf.get(reader));
    const sessionId = ids.next();
    const opensAt = session === 1 ? tx.now : null;
    sessions.push({
      id: sessionId,
      readerId,
      number: session,
      phase: phase ?? 'study',
      state: 'waiting',
      opensAt,
      openedAt: null,
      finishedAt: null,
    });
    const occurrences = scheduled.map((read) => `${read.case} ${read.repetition} ${read.condition}`);
    const labels = caseLabels(seed, reader, session, occurrences);
    scheduled.forEach((read, index) =>
      reads.push({
        id: ids.next(),
        readerId,
        sessionId,
        position: read.position,
        caseId: must(caseOf.get(read.case)),
        condition: read.condition,
        stages: [...(read.stages ?? [read.condition])],
        stage: 1,
        version: 1,
        block: read.block,
        repetition: read.repetition,
        label: must(labels.get(must(occurrences[index]))),
        state: 'waiting',
        openedAt: null,
        submittedAt: null,
        lease: 0,
      }),
    );
  }
  await tx.readers.createSessions(sessions);
  await tx.reads.createAll(reads);
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the schedule names a reader or case that the plan does not have');
  return value;
}
