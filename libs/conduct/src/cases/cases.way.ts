import type {
  AcceptCases,
  CaseDeidentification,
  CaseDetail,
  CaseId,
  CaseIdentity,
  CaseRow,
  DeclaredModel,
  ImportedAiResults,
  ImportedObjects,
  Page,
  PageRequest,
  ReferenceStandardRow,
  StudyId,
} from '@lectern/contracts';
import type { Actor } from '../actor.js';
import type { ServedBytes } from '../served.js';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Cases {
  /** Files go to the quarantine one by one; the case is received when the last is there. @throws Conflict where the label is taken */
  receive(
    actor: Actor,
    study: StudyId,
    label: string,
    files: AsyncIterable<UploadedFile>,
  ): Promise<{ id: CaseId; label: string; files: number }>;
  list(study: StudyId, page: PageRequest): Promise<Page<CaseRow>>;
  /** @throws Conflict where the label is taken or the study is frozen */
  relabel(actor: Actor, study: StudyId, id: CaseId, label: string): Promise<void>;
  /** Checks and quality measures of every stack, one a row. */
  stacksCsv(study: StudyId): Promise<ServedBytes>;
  /** One case with the images of its stacks, and which to look at next. @throws NotFound */
  detail(study: StudyId, id: CaseId): Promise<CaseDetail>;
  /** @returns how many became ready. @throws Conflict, NotFound */
  accept(actor: Actor, study: StudyId, acceptance: AcceptCases): Promise<{ accepted: number }>;
  /** @throws Conflict once the study is frozen, NotFound */
  refuse(actor: Actor, study: StudyId, id: CaseId, reason: string): Promise<void>;
  /** Every attribute that de-identification touched. @throws NotFound */
  deidentification(study: StudyId, id: CaseId): Promise<CaseDeidentification>;
  /** A file of a refused case as it came, while it is kept; for administrators, logged. @throws NotFound, Refused */
  original(
    actor: Actor,
    study: StudyId,
    id: CaseId,
    asked: { readonly file: number; readonly reason: string },
  ): Promise<Uint8Array>;
  /** For administrators; who asked and why is logged. @throws NotFound, Refused */
  reidentify(actor: Actor, study: StudyId, id: CaseId, reason: string): Promise<CaseIdentity>;
  /** All rows or none. @throws Invalid with one issue a bad row */
  putReferenceStandard(
    actor: Actor,
    study: StudyId,
    rows: readonly ReferenceStandardRow[],
  ): Promise<{ rows: number; positives: number }>;
  /** Results of an AI that ran elsewhere, all or none. @throws Invalid with one issue a file or line that does not fit, Conflict for a version that is known */
  importAiResults(
    actor: Actor,
    study: StudyId,
    declared: DeclaredModel,
    files: AsyncIterable<UploadedFile>,
  ): Promise<ImportedAiResults>;
  /** Outlines of lesions from segmentations and measurement reports, all or none. @throws Invalid with one issue a file that does not fit */
  importReferenceObjects(actor: Actor, study: StudyId, files: AsyncIterable<UploadedFile>): Promise<ImportedObjects>;
}
