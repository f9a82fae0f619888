import { protocolSchema, type CaseId } from '@lectern/contracts';
import {
  caseHash,
  gestationalAgeWeeks,
  namedStacks,
  patientKeyOf,
  textOf,
  type ParsedInstance,
  type Plane,
  type PlaneSource,
} from '@lectern/dicom';
import type { CaseWithStacks, Transaction } from '@lectern/records';
import { identityOf, type Identity } from '../cases/identity-vault.js';
import { orderInference } from '../ai-results/order-inference.js';
import { quarantineFolder } from '../object-keys.js';
import { modelsOf } from '../studies/study-plan.js';
import type { ActivityDeps } from './activity-deps.js';
import { CaseFiles } from './case-files.js';
import type { ReadCase } from './examine-case.js';
import { rulesFor, type StudyRules } from './case-rules.js';
import { withoutPixels } from './quarantine.js';
import { stackRow, storeStack, type StoredStack } from './store-stack.js';
import { systemActor } from './system-actor.js';

interface Survey {
  readonly filesBySeries: ReadonlyMap<string, ReadonlySet<number>>;
  /** The name of the plane of each series, and what it rests on. */
  readonly planes: ReadonlyMap<string, { readonly plane: Plane; readonly planeFrom: PlaneSource }>;
  readonly gestationalAgeWeeks: number | null;
  readonly patientKey: string | null;
  readonly identity: Identity | null;
}

/** De-identifies an examined case and stores it ready to be served and to be looked at; then the quarantine is emptied. One stack is in memory at a time. */
export async function acceptCase(deps: ActivityDeps, id: CaseId, examined?: ReadCase): Promise<void> {
  const { records, store } = deps;
  const known = await records.read.cases.find(id);
  if (known?.state === 'received') {
    const rules = examined?.rules ?? (await rulesFor(records, id));
    const files = examined?.files ?? new CaseFiles(store, known, rules.checks);
    const survey = await surveyed(deps, known.files, files, rules);
    const stacks: StoredStack[] = [];
    for (const [series, numbers] of survey.filesBySeries) {
      const stored = await storeStack(deps, known.id, { series, numbers, files, checks: rules.checks });
      stacks.push({ ...stored, ...survey.planes.get(series) });
    }
    await records.transaction((tx) => markStored(tx, deps, known, stacks, survey));
  }
  await store.deleteFolder(quarantineFolder(id));
}

/** Which files belong to which series, and whose they are. */
async function surveyed(
  { deidentificationKey }: ActivityDeps,
  count: number,
  files: CaseFiles,
  { checks }: StudyRules,
): Promise<Survey> {
  const filesBySeries = new Map<string, Set<number>>();
  const firstOfSeries = new Map<string, ParsedInstance>();
  let patientKey: string | null = null;
  let identity: Identity | null = null;
  let weeks: number | null = null;
  for (let file = 0; file < count; file++) {
    for (const image of (await files.parsed(file)).images) {
      const { uids, dataset } = image;
      const series = uids.seriesInstanceUid;
      filesBySeries.set(series, (filesBySeries.get(series) ?? new Set()).add(file));
      if (!firstOfSeries.has(series)) firstOfSeries.set(series, withoutPixels(image));
      identity ??= identityOf(dataset);
      weeks ??= gestationalAgeWeeks(dataset) ?? null;
      const patient = textOf(dataset, '00100020');
      if (patient) patientKey ??= patientKeyOf(deidentificationKey, patient, textOf(dataset, '00100021'));
    }
  }
  const named = namedStacks([...firstOfSeries.values()], checks.planes);
  const planes = new Map(named.map((stack) => [stack.seriesInstanceUid, stack] as const));
  return { filesBySeries, planes, gestationalAgeWeeks: weeks, patientKey, identity };
}

async function markStored(
  tx: Transaction,
  { ids, identityVault }: ActivityDeps,
  { id }: CaseWithStacks,
  stacks: readonly StoredStack[],
  { patientKey, identity, gestationalAgeWeeks: weeks }: Survey,
): Promise<void> {
  const locked = await tx.cases.lock(id);
  const [first] = stacks;
  if (locked?.state !== 'received' || !first) return; // done by another attempt
  const pixelHash = caseHash(stacks.map(({ hash }) => hash));
  const deidentification = stacks.map(({ series, touched }) => ({ series: series.seriesInstanceUid, touched }));
  const { studyInstanceUid } = first.series;
  await tx.cases.markStored(
    id,
    { decidedAt: tx.now, studyInstanceUid, patientKey, pixelHash, deidentification, gestationalAgeWeeks: weeks },
    stacks.map((stack) => stackRow(stack, id, ids.next())),
  );
  if (identity) await tx.identities.seal(id, identityVault.seal(id, identity), tx.now);
  for (const study of await tx.studies.withCase(id)) {
    const protocol = protocolSchema.parse((await tx.studies.protocol(study.id)).document);
    for (const model of modelsOf(protocol)) await orderInference(tx, { case: id as CaseId, ...model });
    await tx.outbox.announce(study.id);
    const after = { pixelHash, stacks: stacks.length };
    await tx.audit.append(study.id, { by: systemActor, act: 'case.stored', subject: id, after });
  }
}
