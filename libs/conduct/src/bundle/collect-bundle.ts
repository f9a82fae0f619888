import type { StudyId } from '@lectern/contracts';
import { withManifest, type SealedEntry, type SignedHead } from '@lectern/evidence';
import { analysisDocuments } from '../analysis/analyses.js';
import { outOfDistribution } from '../cases/out-of-distribution.js';
import { Conflict } from '../errors.js';
import { committedReference, committedSubmission } from '../evidence/committed.js';
import { signedHeadsOf } from '../evidence/signed-heads.js';
import { analysisKey } from '../object-keys.js';
import { planOf, type StudyPlan } from '../studies/study-plan.js';
import type { ActivityDeps } from '../activities/activity-deps.js';
import { aiObjectFiles } from './ai-objects.js';
import { planToBundle, submittedToBundle } from './bundle-plan.js';
import { readme } from './readme.js';
import { truthingToBundle } from './truthing-files.js';

export type BundleDeps = Pick<ActivityDeps, 'records' | 'store' | 'signer' | 'clock' | 'software'>;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const json = (value: unknown): Uint8Array => text(JSON.stringify(value, null, 1));
const lines = (values: readonly unknown[]): Uint8Array =>
  text(values.map((value) => `${JSON.stringify(value)}\n`).join(''));

/** Every file of a study's bundle, with the manifest of hashes and its signature. @throws Conflict before the lock */
export async function collectBundle(deps: BundleDeps, id: StudyId): Promise<Map<string, Uint8Array>> {
  const { read } = deps.records;
  const [study, lock, freeze] = [
    await read.studies.find(id),
    await read.studies.lockOf(id),
    await read.studies.freezeOf(id),
  ];
  if (!study || !lock || !freeze) throw new Conflict('not-locked', `Study ${id} is not locked`);
  const plan = await planOf(read, id);
  const files = new Map<string, Uint8Array>([
    ['README.txt', text(readme(study.title))],
    ['freeze.json', json({ ...freeze, schedule: undefined })],
    ['schedule.json', json(freeze.schedule)],
    ['lock.json', json(lock)],
    ...(await auditFiles(deps, id)),
    ...(await planFiles(deps, id, plan)),
    ...(await readFiles(deps, id)),
    ...(await eventFiles(deps, id, plan)),
    ...(await analysisFiles(deps, id)),
    ...(await aiObjectFiles(deps.store, plan)),
    ['versions.json', json({ software: deps.software, node: process.version, models: modelsIn(plan) })],
  ]);
  const about = { study: id, title: study.title, createdAt: deps.clock.now().toISOString(), software: deps.software };
  return withManifest(files, about, deps.signer);
}

type Files = [string, Uint8Array][];

/** The chain up to the newest signed head: what comes after it no head covers. */
async function auditFiles(deps: BundleDeps, id: StudyId): Promise<Files> {
  const heads: SignedHead[] = await signedHeadsOf(deps, id);
  const covered = Math.max(0, ...heads.map(({ length }) => length));
  const chain: SealedEntry[] = (await deps.records.audit.sealed(id)).filter(({ index }) => index < covered);
  const { evidence } = deps.records.read;
  const signatures = (await evidence.signaturesOf(id)).map((signed) => ({
    record: { study: id, kind: signed.recordKind, hash: signed.recordHash },
    by: { id: signed.userId, name: signed.name },
    ...{ meaning: signed.meaning, at: signed.at, authenticatedBy: signed.authenticatedBy },
    ...{ key: signed.key, signature: signed.signature },
  }));
  return [
    ['audit/chain.jsonl', lines(chain)],
    ['audit/heads.json', json(heads)],
    ['signatures.json', json(signatures)],
    ['deviations.json', json(await evidence.deviationsOf(id))],
    ['unblindings.json', json(await evidence.unblindingsOf(id))],
  ];
}

async function planFiles({ records }: BundleDeps, id: StudyId, plan: StudyPlan): Promise<Files> {
  const versions = await records.read.studies.protocolVersions(id);
  const numberOf = new Map(plan.cases.map(({ caseId, number }) => [caseId, number]));
  const aiResults = plan.results.map((result) => {
    const { caseId, modelVersion, state, score, outputHash, reason } = result;
    return {
      case: numberOf.get(caseId),
      ...{ model: modelVersion.model, version: modelVersion.version, state, score, outputHash, reason },
      outOfDistribution: outOfDistribution(result),
    };
  });
  const { reference } = plan;
  return [
    ...versions.map(({ version, text: written }): [string, Uint8Array] => [
      `protocol/version-${version}.yaml`,
      text(written),
    ]),
    ['protocol/versions.json', json(versions.map(({ text: _, ...version }) => version))],
    ['record/plan.json', json(planToBundle(plan))],
    ['ai-results.json', json(aiResults)],
    ['truthing.json', json(await truthingToBundle(records.read, id, plan))],
    [
      'reference-standard.json',
      json(
        reference && {
          ...{ version: reference.version, importedAt: reference.importedAt, importedBy: reference.importedBy },
          commitment: reference.commitment,
          committed: committedReference(reference.salt, reference.rows),
        },
      ),
    ],
  ];
}

async function readFiles({ records }: BundleDeps, id: StudyId): Promise<Files> {
  const { read } = records;
  const readers = new Map((await read.readers.ofStudy(id)).map((reader) => [reader.id, reader.number]));
  const numbers = new Map((await read.cases.ofStudy(id)).map(({ caseId, number }) => [caseId, number]));
  const reads = (await read.reads.ofStudy(id)).map(({ session, leases, readerId, caseId, sessionId: _, ...each }) => ({
    ...each,
    ...{ reader: readers.get(readerId), session: session.number, phase: session.phase, case: numbers.get(caseId) },
    leases: leases.map(({ lease, takenAt }) => ({ lease, takenAt })),
  }));
  const submissions = (await read.submissions.allOfStudy(id)).map((each) => ({
    ...{ read: each.readId, stage: each.stage, version: each.version },
    ...{ commitment: each.commitment, committed: committedSubmission(each) },
  }));
  return [
    ['reads.jsonl', lines(reads)],
    ['submissions.jsonl', lines(submissions)],
    ['record/submitted-reads.jsonl', lines((await read.submissions.ofStudy(id)).map(submittedToBundle))],
    ['record/unread.jsonl', lines(await read.reads.unsubmittedOfStudy(id))],
  ];
}

async function eventFiles({ records }: BundleDeps, id: StudyId, plan: StudyPlan): Promise<Files> {
  const batches = await records.read.reads.batchesOfStudy(id);
  const events = batches.map(({ readId, ...batch }) => ({ read: readId, ...batch }));
  const uids = plan.cases.flatMap((listed) => listed.case.studyInstanceUid ?? []);
  const accesses = await records.imageAccess.ofStudies(uids, { after: null, take: Number.MAX_SAFE_INTEGER });
  return [
    ['events.jsonl', lines(events)],
    ['image-access.jsonl', lines(accesses.map((each) => ({ ...each, id: Number(each.id) })))],
  ];
}

/** The analysis is part of a bundle as soon as there is one. */
async function analysisFiles({ records, store }: BundleDeps, id: StudyId): Promise<Files> {
  if ((await records.read.analyses.find(id))?.state !== 'done') return [];
  const files: Files = [];
  for (const name of Object.keys(analysisDocuments))
    files.push([`analysis/${name}`, await store.get(analysisKey(id, name))]);
  return files;
}

function modelsIn({ results }: StudyPlan) {
  const models = results.map(({ modelVersion: { model, version, sha256 } }) => ({ model, version, sha256 }));
  return [...new Map(models.map((each) => [`${each.model} ${each.version}`, each])).values()];
}
