import { caseChecksOf, protocolSchema, type CaseId, type StudyId } from '@lectern/contracts';
import type { Admission } from '@lectern/dicom';
import type { Case, KnownImage, Records, Transaction } from '@lectern/records';
import { assertDraft, freeLabel } from '../cases/case-list.js';
import type { Arrived, ArrivalFailure, Sender } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { nudge } from '../nudge.js';
import { quarantineFolder, quarantineKey } from '../object-keys.js';
import { atTheDoor, type ArrivingFile, type TurnedAway } from './arriving-file.js';
import { withMore } from './left-out.js';
import { otherContent, imageStanding } from './standing.js';

/** What is stored in one transaction at most: so many objects, or so many bytes. */
const batchObjects = 64;
const batchBytes = 16 * 1024 * 1024;

/**
 * Takes objects of any examinations as they come, a batch at a time: those of one examination become one case, which is closed when none has come for a while.
 * What is answered as stored is durable.
 *
 * @throws Conflict once the study is frozen
 */
export async function* takeObjects(
  deps: ConductDeps,
  sender: Sender,
  objects: AsyncIterable<Uint8Array>,
): AsyncGenerator<Arrived> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for await (const object of objects) {
    batch.push(object);
    bytes += object.length;
    if (batch.length < batchObjects && bytes < batchBytes) continue;
    yield* await takeBatch(deps, sender, batch);
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield* await takeBatch(deps, sender, batch);
}

/** @returns what became of each, in the order given */
export async function takeBatch(deps: ConductDeps, sender: Sender, objects: readonly Uint8Array[]): Promise<Arrived[]> {
  const admission = await admissionOf(deps.records, sender.study);
  const read = objects.map((bytes) => atTheDoor(bytes, deps.sourceKeys, admission));
  const answers = new Map<ArrivingFile | TurnedAway, Arrived>();
  const byExamination = Map.groupBy(read, ({ sourceKey }) => sourceKey);
  for (const [sourceKey, files] of byExamination) {
    const taken =
      sourceKey === null
        ? files.map((file) => turnedAway(file as TurnedAway))
        : await deps.records.transaction((tx) => takeExamination(tx, deps, sender, sourceKey, files));
    for (const [index, file] of files.entries()) answers.set(file, taken[index] as Arrived);
  }
  return read.map((file) => answers.get(file) as Arrived);
}

async function admissionOf({ read }: Records, study: StudyId): Promise<Admission> {
  const { cases } = protocolSchema.parse((await read.studies.protocol(study)).document);
  return { modalities: caseChecksOf(cases.checks).modalities };
}

async function takeExamination(
  tx: Transaction,
  deps: ConductDeps,
  sender: Sender,
  sourceKey: string,
  files: readonly (ArrivingFile | TurnedAway)[],
): Promise<Arrived[]> {
  await tx.arrivals.lockExamination(sender.study, sourceKey);
  const arriving = files.filter((file): file is ArrivingFile => 'bytes' in file);
  const known = await tx.arrivals.knownImages(arriving.map(({ uidKey }) => uidKey));
  const present = await tx.arrivals.ofExamination(sender.study, sourceKey);
  const isClosed = present !== null && present.state !== 'receiving';
  const fresh = new Map<string, ArrivingFile>();
  const answers = files.map((file) => judged(file, known, fresh, sender, isClosed));
  if (fresh.size > 0) await keep(tx, deps, present ?? (await begin(tx, deps, sender, sourceKey)), [...fresh.values()]);
  const refused = answers.flatMap(({ failure }) => failure ?? []);
  const open = refused.length > 0 ? await tx.arrivals.ofExamination(sender.study, sourceKey) : null;
  if (open?.state === 'receiving') await tx.arrivals.noteLeftOut(open.id, withMore(open.leftOut, refused));
  return answers;
}

/** Objects that are new are gathered in `fresh` by UID, so that a copy within a batch is known too. */
function judged(
  file: ArrivingFile | TurnedAway,
  known: readonly KnownImage[],
  fresh: Map<string, ArrivingFile>,
  { study }: Sender,
  isClosed: boolean,
): Arrived {
  if (!('bytes' in file)) return turnedAway(file);
  const twin = fresh.get(file.uidKey);
  const standing = twin
    ? twin.contentKey === file.contentKey
      ? 'there'
      : 'other-content'
    : imageStanding(file, known, study);
  const uids = { sopClassUid: file.sopClassUid, sopInstanceUid: file.sopInstanceUid };
  if (standing === 'there') return { ...uids, outcome: 'there' };
  if (standing === 'other-content') return { ...uids, outcome: 'refused', failure: otherContent };
  if (isClosed) return { ...uids, outcome: 'refused', failure: examinationClosed };
  fresh.set(file.uidKey, file);
  return { ...uids, outcome: 'stored' };
}

async function begin(tx: Transaction, deps: ConductDeps, sender: Sender, sourceKey: string): Promise<Case> {
  await assertDraft(tx, sender.study);
  const id = deps.ids.next() as CaseId;
  await tx.cases.unlistRefused(sender.study, sourceKey);
  const number = await tx.cases.nextNumber(sender.study);
  const label = sender.label ?? `${sender.name} ${number}`;
  await freeLabel(tx, sender.study, label);
  const begun = await tx.arrivals.begin(id, sourceKey, tx.now);
  await tx.cases.put({ studyId: sender.study, caseId: id, number, sourceLabel: label });
  await nudge(tx, { kind: 'case-arriving', case: id });
  await tx.outbox.announce(sender.study);
  await tx.arrivals.noteUse(sender.id, tx.now);
  await tx.audit.append(sender.study, { by: { id: sender.id, name: sender.name }, act: 'case.arriving', subject: id });
  return begun;
}

async function keep(
  tx: Transaction,
  { store }: ConductDeps,
  { id, files }: Case,
  fresh: readonly ArrivingFile[],
): Promise<void> {
  if (files === 0) await store.deleteFolder(quarantineFolder(id));
  await store.putAll(new Map(fresh.map(({ bytes }, index) => [quarantineKey(id, files + index), bytes])));
  await tx.arrivals.addImages(
    fresh.map(({ uidKey, contentKey }, index) => ({ caseId: id, uidKey, contentKey, file: files + index })),
  );
  await tx.arrivals.noteFiles(id, files + fresh.length, tx.now);
}

function turnedAway({ sopClassUid, sopInstanceUid, refusal }: TurnedAway): Arrived {
  const { code, tag = null, rule, remedy } = refusal;
  const kind = unreadable.has(code) ? 'unreadable' : 'not-admitted';
  return { sopClassUid, sopInstanceUid, outcome: 'refused', failure: { kind, tag, rule, remedy } };
}

const unreadable = new Set(['not-dicom', 'truncated', 'malformed', 'too-deep']);

const examinationClosed: ArrivalFailure = {
  kind: 'closed',
  tag: '0020000D',
  rule: 'The examination was taken in before this image came.',
  remedy: 'Have the case removed, then send the whole examination again.',
};
