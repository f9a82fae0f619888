import type { CaseId, StudyId } from '@lectern/contracts';
import { takeBatch } from '../arrivals/take-objects.js';
import type { Sender } from '../conduct.js';
import { Conflict } from '../errors.js';
import type { DicomwebClient, JsonDataset } from '../pull/dicomweb-client.js';
import { clientOf } from '../pull/servers.js';
import type { ActivityDeps } from './activity-deps.js';
import { refuseCase } from './refuse-case.js';
import { systemActor } from './system-actor.js';

/** Objects that are stored in one transaction. */
const batchObjects = 32;

/**
 * Fetches an ordered examination from its server, series by series; what is there from an attempt before is not fetched again. Then the case is received.
 *
 * @throws Conflict where the server cannot be used: another attempt may find it again
 */
export async function fetchCase(deps: ActivityDeps, id: CaseId): Promise<void> {
  const { records, credentialsVault } = deps;
  const order = await records.read.pulls.orderOf(id);
  if (!order) return; // done by another attempt
  const [study] = await records.read.studies.withCase(id);
  if (!study) return;
  const { client, name } = await clientOf(deps, records.read, order.serverId);
  const { studyInstanceUid } = credentialsVault.open(id, order.sealed) as { studyInstanceUid: string };
  const sender: Sender = { id: order.serverId, name, study: study.id as StudyId };
  await fetchExamination(deps, client, sender, studyInstanceUid);
  await received(deps, id, study.id);
}

/** The order is given up: nothing of the case stays but the reason. */
export async function failFetch(deps: ActivityDeps, id: CaseId, reason: string): Promise<void> {
  await deps.records.transaction(async (tx) => {
    const known = await tx.cases.lock(id);
    if (known?.state === 'receiving') await tx.cases.markReceived(id, known.files);
    await tx.pulls.close(id);
  });
  await refuseCase(deps, id, reason);
}

async function fetchExamination(
  deps: ActivityDeps,
  client: DicomwebClient,
  sender: Sender,
  studyUid: string,
): Promise<void> {
  for (const series of await client.list(['studies', studyUid, 'series'], {})) {
    const seriesUid = uidOf(series, '0020000E');
    const path = ['studies', studyUid, 'series', seriesUid];
    const instances = (await client.list([...path, 'instances'], {})).map((each) => uidOf(each, '00080018'));
    const missing = await notThere(deps, sender, instances);
    if (missing.length === 0) continue;
    if (missing.length === instances.length) await take(deps, sender, client.objects(path));
    else for (const uid of missing) await take(deps, sender, client.objects([...path, 'instances', uid]));
  }
}

/** Those of the images that the study does not have. */
async function notThere(
  { records, sourceKeys }: ActivityDeps,
  { study }: Sender,
  uids: readonly string[],
): Promise<string[]> {
  const known = await records.read.arrivals.knownImages(uids.map((uid) => sourceKeys.ofUid(uid)));
  const here = new Set(
    known.filter(({ listed }) => listed.some(({ studyId }) => studyId === study)).map(({ uidKey }) => uidKey),
  );
  return uids.filter((uid) => !here.has(sourceKeys.ofUid(uid)));
}

async function take(deps: ActivityDeps, sender: Sender, objects: AsyncIterable<Uint8Array>): Promise<void> {
  let batch: Uint8Array[] = [];
  for await (const object of objects) {
    if (batch.push(object) < batchObjects) continue;
    await takeBatch(deps, sender, batch);
    batch = [];
  }
  if (batch.length > 0) await takeBatch(deps, sender, batch);
}

async function received({ records }: ActivityDeps, id: CaseId, study: string): Promise<void> {
  await records.transaction(async (tx) => {
    const known = await tx.cases.lock(id);
    if (known?.state !== 'receiving') return;
    if (known.files === 0)
      throw new Conflict('no-images', 'The server gave no image of this examination that is taken in.');
    await tx.cases.markReceived(id, known.files);
    await tx.pulls.close(id);
    await tx.outbox.announce(study);
    await tx.audit.append(study, {
      ...{ by: systemActor, act: 'case.received', subject: id },
      after: { files: known.files },
    });
  });
}

function uidOf(dataset: JsonDataset, tag: string): string {
  const uid = String(dataset[tag]?.Value?.[0] ?? '');
  if (!/^[0-9.]{1,64}$/.test(uid)) throw new Conflict('server-unusable', 'The DICOMweb server names no UID.');
  return uid;
}
