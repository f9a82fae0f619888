import { protocolSchema, type CaseId, type StudyId } from '@lectern/contracts';
import {
  caseHash,
  decoded,
  deidentify,
  decodedFrameOf,
  indexSeries,
  instanceOf,
  patientKeyOf,
  stackHash,
  textOf,
  type IndexedSeries,
  type ParsedInstance,
} from '@lectern/dicom';
import type { CaseWithStacks, Transaction } from '@lectern/records';
import { frameKey, metadataKey, quarantineFolder } from '../object-keys.js';
import { nudge } from '../nudge.js';
import { modelsOf } from '../studies/study-plan.js';
import type { ActivityDeps } from './activity-deps.js';
import { caseKey } from './deidentification-key.js';
import { parseQuarantined } from './quarantine.js';
import { systemActor } from './system-actor.js';

interface StoredStack {
  readonly series: IndexedSeries;
  readonly hash: string;
  /** Attributes that de-identification touched, by action. */
  readonly touched: Readonly<Record<string, number>>;
}

/** De-identifies an examined case, stores it ready to be served and marks it ready; then the quarantine is emptied. One stack is in memory at a time. */
export async function acceptCase(deps: ActivityDeps, id: CaseId): Promise<void> {
  const { records, store } = deps;
  const known = await records.read.cases.find(id);
  if (known?.state === 'received') {
    const { filesBySeries, patientKey } = await surveyed(deps, known);
    const stacks: StoredStack[] = [];
    for (const [series, files] of filesBySeries) stacks.push(await storeStack(deps, known, series, files));
    await records.transaction((tx) => markReady(tx, deps, known, stacks, patientKey));
  }
  await store.deleteFolder(quarantineFolder(id));
}

/** Which files belong to which series, and whose they are. */
async function surveyed(
  { store, deidentificationKey }: ActivityDeps,
  known: CaseWithStacks,
): Promise<{ filesBySeries: Map<string, Set<number>>; patientKey: string | null }> {
  const series = new Map<string, Set<number>>();
  let patientKey: string | null = null;
  for (let file = 0; file < known.files; file++) {
    for (const { uids, dataset } of await parseQuarantined(store, known, file)) {
      series.set(uids.seriesInstanceUid, (series.get(uids.seriesInstanceUid) ?? new Set()).add(file));
      const patient = textOf(dataset, '00100020');
      if (patient) patientKey ??= patientKeyOf(deidentificationKey, patient, textOf(dataset, '00100021'));
    }
  }
  return { filesBySeries: series, patientKey };
}

async function storeStack(
  deps: ActivityDeps,
  known: CaseWithStacks,
  seriesUid: string,
  files: Iterable<number>,
): Promise<StoredStack> {
  const { store, deidentificationKey } = deps;
  const key = caseKey(deidentificationKey, known.id);
  const images: ParsedInstance[] = [];
  const touched: Record<string, number> = {};
  for (const file of files) {
    for (const image of await parseQuarantined(store, known, file)) {
      if (image.uids.seriesInstanceUid !== seriesUid) continue;
      const cleaned = deidentify(await decoded(image), { key });
      for (const { action } of cleaned.touched) touched[action] = (touched[action] ?? 0) + 1;
      images.push(instanceOf(cleaned.part10));
    }
  }
  const [series] = indexSeries(images);
  if (!series) throw new Error('a series without images');
  const { seriesInstanceUid, instances } = series;
  for (const { sopInstanceUid, frame } of instances)
    await store.put(frameKey(known.id, seriesInstanceUid, sopInstanceUid, 1), frame);
  const metadata = JSON.stringify(instances.map((instance) => instance.metadata));
  await store.put(metadataKey(known.id, seriesInstanceUid), Buffer.from(metadata));
  return { series, hash: stackHash(images.map(decodedFrameOf)), touched };
}

async function markReady(
  tx: Transaction,
  { ids }: ActivityDeps,
  { id }: CaseWithStacks,
  stacks: readonly StoredStack[],
  patientKey: string | null,
): Promise<void> {
  const locked = await tx.cases.lock(id);
  const [first] = stacks;
  if (locked?.state !== 'received' || !first) return; // done by another attempt
  const pixelHash = caseHash(stacks.map(({ hash }) => hash));
  const deidentification = stacks.map(({ series, touched }) => ({ series: series.seriesInstanceUid, touched }));
  const { studyInstanceUid } = first.series;
  await tx.cases.markReady(
    id,
    { decidedAt: tx.now, studyInstanceUid, patientKey, pixelHash, deidentification },
    stacks.map((stack) => stackRow(stack, id, ids.next())),
  );
  for (const study of await tx.studies.withCase(id)) {
    const protocol = protocolSchema.parse((await tx.studies.protocol(study.id)).document);
    for (const model of modelsOf(protocol)) await nudge(tx, { kind: 'inference-due', case: id as CaseId, ...model });
    await nudge(tx, { kind: 'study-changed', study: study.id as StudyId });
    await tx.outbox.announce(study.id);
    const after = { pixelHash, stacks: stacks.length };
    await tx.audit.append(study.id, { by: systemActor, act: 'case.ready', subject: id, after });
  }
}

function stackRow({ series, hash }: StoredStack, caseId: string, id: string) {
  const { seriesInstanceUid, studyInstanceUid, plane, rows, columns, pixelSpacing, spacingMm, instances } = series;
  return {
    id,
    caseId,
    orientation: plane,
    seriesInstanceUid,
    slices: instances.length,
    rows,
    columns,
    sopInstanceUids: instances.map(({ sopInstanceUid }) => sopInstanceUid),
    detail: {
      pixelHash: hash,
      pixelSpacing,
      spacingMm: spacingMm ?? null,
      series: {
        '00080060': { vr: 'CS', Value: [series.modality] },
        '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
        '0020000E': { vr: 'UI', Value: [seriesInstanceUid] },
        '00201209': { vr: 'IS', Value: [instances.length] },
      },
    },
  };
}
