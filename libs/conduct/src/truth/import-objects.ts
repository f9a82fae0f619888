import { referenceLesionsSchema, type ImportedObjects, type ReferenceLesion, type StudyId } from '@lectern/contracts';
import { DicomRefusedError, PlaceRefusedError, readPart10, reportStorages, textOf } from '@lectern/dicom';
import { sha256Hex } from '@lectern/evidence';
import type { ListedCase, ReferenceRow, Transaction } from '@lectern/records';
import { assertIndependent } from '../access/independence.js';
import { found, requirePermission } from '../access/require-permission.js';
import type { Actor, UploadedFile } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Invalid, type FailureIssue } from '../errors.js';
import { readyCases } from '../studies/study-plan.js';
import { assertTruthOpen } from './truth-open.js';
import { importReference } from './import-reference.js';
import { caseOfImage, imagesOf } from './object-case.js';
import { joined, lesionsOf, ObjectMisfit, truthObjectOf } from './outlined-lesions.js';

interface ReadObject {
  readonly file: string;
  readonly sha256: string;
  readonly listed: ListedCase;
  readonly lesions: readonly ReferenceLesion[];
}

/**
 * Takes outlines of lesions over from segmentations and measurement reports, as a new version of the reference standard. In the stacks that they touch they stand
 * for all that was outlined before; a case without a row becomes a positive one. The files themselves are not kept: they may say whose examination it is.
 *
 * @throws Invalid with one issue a file that does not fit: then nothing is taken over; Conflict once the study is frozen
 */
export async function importObjects(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  files: AsyncIterable<UploadedFile>,
): Promise<ImportedObjects> {
  const { records } = deps;
  await requirePermission(records.read, actor, id, 'study:manage-truth');
  const cases = readyCases(await records.read.cases.ofStudy(id));
  const read: ReadObject[] = [];
  const issues: FailureIssue[] = [];
  for await (const { name, bytes } of files) {
    const object = await readObject(deps, cases, bytes);
    if (typeof object === 'string') issues.push({ path: name, message: object });
    else read.push({ file: name, ...object });
  }
  return records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:manage-truth');
    await assertTruthOpen(tx, found(await tx.studies.lock(id)), actor);
    await assertIndependent(tx, id, actor.user, 'truther');
    const rows = await rowsWith(tx, id, read, issues);
    if (read.length === 0 && issues.length === 0) issues.push({ path: 'files', message: 'there is no file' });
    if (issues.length > 0)
      throw new Invalid('reference-objects', 'Some files do not fit; none was taken over.', 'Mend or leave out the files that are named.', issues); // prettier-ignore
    await importReference(tx, deps, actor, id, rows, { source: 'objects', provenance: { files: read.length } });
    return summaryOf(read);
  });
}

/** What an object outlines, or why it cannot be taken over. */
async function readObject(
  { store, deidentificationKey }: ConductDeps,
  cases: readonly ListedCase[],
  bytes: Uint8Array,
): Promise<Omit<ReadObject, 'file'> | string> {
  try {
    const isReport = reportStorages.includes(textOf(readPart10(bytes).dataset, '00080016') ?? '');
    const object = truthObjectOf(bytes, isReport ? 'report' : 'segmentation');
    const target = caseOfImage(cases, deidentificationKey, object.image);
    if (!target) return 'it lies on images of no case that is ready in this study';
    const lesions = lesionsOf(object, target, await imagesOf(store, target.listed.case));
    if (lesions.length === 0) return 'it outlines nothing';
    return { sha256: sha256Hex(bytes), listed: target.listed, lesions };
  } catch (error) {
    if (error instanceof DicomRefusedError) return `${error.rule} ${error.remedy}`;
    if (error instanceof ObjectMisfit || error instanceof PlaceRefusedError) return error.message;
    throw error;
  }
}

/** The newest rows with the outlines in them; adds an issue for a negative case. */
async function rowsWith(
  tx: Transaction,
  id: StudyId,
  read: readonly ReadObject[],
  issues: FailureIssue[],
): Promise<ReferenceRow[]> {
  const rows = new Map((await tx.references.newest(id))?.rows.map((row): [string, ReferenceRow] => [row.caseId, row]));
  for (const [caseId, objects] of Map.groupBy(read, ({ listed }) => listed.caseId)) {
    const known = rows.get(caseId);
    if (known?.positive === false) {
      const { sourceLabel } = objects[0]!.listed;
      issues.push({ path: objects[0]!.file, message: `case '${sourceLabel}' is negative in the reference standard` });
      continue;
    }
    const outlined = objects.flatMap(({ lesions }) => lesions);
    const before = referenceLesionsSchema.parse(known?.lesions ?? []);
    rows.set(caseId, {
      ...(known ?? { grade: null, site: null, gestationalAgeWeeks: null, attributes: {} }),
      ...{ caseId, positive: true, lesions: joined([...elsewhere(before, outlined), ...outlined]) },
    });
  }
  return [...rows.values()];
}

/** What lies in stacks that the new outlines do not touch. */
function elsewhere(before: readonly ReferenceLesion[], outlined: readonly ReferenceLesion[]): ReferenceLesion[] {
  const touched = new Set(outlined.flatMap(({ regions }) => regions.map(({ seriesInstanceUid }) => seriesInstanceUid)));
  return before.flatMap(({ id, regions }) => {
    const kept = regions.filter(({ seriesInstanceUid }) => !touched.has(seriesInstanceUid));
    return kept.length > 0 ? [{ id, regions: kept }] : [];
  });
}

function summaryOf(read: readonly ReadObject[]): ImportedObjects {
  const objects = read.map(({ file, sha256, listed, lesions }) => {
    const series = new Set(lesions.flatMap(({ regions }) => regions.map(({ seriesInstanceUid }) => seriesInstanceUid)));
    const stacks = listed.case.stacks.filter(({ seriesInstanceUid }) => series.has(seriesInstanceUid));
    return {
      ...{ file, sha256, case: listed.sourceLabel, stack: stacks.map(({ orientation }) => orientation).join(', ') },
      lesions: lesions.map(({ id }) => id),
    };
  });
  return {
    files: read.length,
    cases: new Set(objects.map((object) => object.case)).size,
    lesions: new Set(objects.flatMap((object) => object.lesions.map((id) => `${object.case} ${id}`))).size,
    objects,
  };
}
