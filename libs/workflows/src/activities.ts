import type { CaseId, ReaderId, StudyId } from '@lectern/contracts';

/** What a reader's or study's workflow waits for after an advance: nothing (it is over), an instant, or a change of the record. */
export interface Advance {
  /** Nothing is left to conduct. */
  readonly done: boolean;
  /** ISO instant at which to look again without a nudge; null where only a change can matter. */
  readonly wakeAt: string | null;
}

export interface ReaderAdvance extends Advance {
  /** Reminders of this reader are due; absent: none. */
  readonly remindersDue?: boolean;
}

export interface TruthingAdvance extends Advance {
  /** Reminders of members are due; absent: none. */
  readonly remindersDue?: boolean;
}

export interface StudyAdvance extends Advance {
  /** The study is locked and its analysis is due. */
  readonly analysisDue: boolean;
}

/** Queue `record`. Each is idempotent: it re-reads the record and does what is due now by the pure rules. */
export interface RecordActivities {
  /** Opens the session whose washout is over; closes the finished ones. */
  advanceReader(reader: ReaderId): Promise<ReaderAdvance>;
  advanceStudy(study: StudyId): Promise<StudyAdvance>;
  /** Signs the head of every audit chain that has grown. @throws (not to be retried) where a chain was altered; the others are signed all the same */
  signHeads(): Promise<void>;
}

/** Queue `record`. */
export interface TruthingActivities {
  /** Settles the cases on which every member of the panel has spoken, gives the others to the adjudicator, closes the panel after the last, and reminds until then. Idempotent. */
  advanceTruthing(study: StudyId): Promise<TruthingAdvance>;
}

/** Queue `record`; may fail for as long as the mail server is away. */
export interface MailActivities {
  /** Sends what is due and not sent yet, each reminder once it is accepted noted as sent. */
  sendReminders(reader: ReaderId): Promise<void>;
  /** The same to the members of a panel. */
  sendPanelReminders(study: StudyId): Promise<void>;
}

export interface CaseAdmission {
  /** Of those that were named before, the cases that are not decided yet. */
  readonly running: readonly CaseId[];
  /** Cases to begin with now. */
  readonly due: readonly CaseId[];
  /** Cases to be fetched from another server first; absent: none. */
  readonly pulls?: readonly CaseId[];
  /** ISO instant at which an examination that is coming in can be complete; null where none comes in. */
  readonly wakeAt: string | null;
  /** Whether others may wait for one of these to end; absent: they may. */
  readonly more?: boolean;
}

/** Queue `record`. */
export interface IntakeActivities {
  /** Closes the examinations that are complete; names the cases to begin with. `running`: those named before that were not told to have ended. */
  admitCases(running: readonly CaseId[]): Promise<CaseAdmission>;
}

/** Queue `imaging`. */
export interface PullActivities {
  /** Fetches an ordered examination from its server; what is there from an attempt before is not fetched again. */
  fetchCase(id: CaseId): Promise<void>;
  /** Gives the order up and records why the case was refused. */
  failFetch(id: CaseId, reason: string): Promise<void>;
}

/** Queue `imaging`. */
export interface ImagingActivities {
  /** Examines a case, then accepts or refuses it: the two acts below in one, for which its files are read once. */
  takeInCase(id: CaseId): Promise<void>;
  /** Parses and checks the quarantined files. A refusal is a result, not a failure. */
  examineCase(id: CaseId): Promise<{ readonly accepted: boolean }>;
  /** De-identifies, stores frames and metadata, and registers the stacks; the case waits for a person's look; quarantine is emptied. */
  acceptCase(id: CaseId): Promise<void>;
  /** Deletes sealed originals whose time is over. */
  expireOriginals(): Promise<void>;
  /** Undoes whatever was stored, seals the originals and records why the case was refused. `reason` where it was not an examination's finding. */
  refuseCase(id: CaseId, reason?: string): Promise<void>;
}

export interface InferenceRequest {
  readonly case: CaseId;
  readonly model: string;
  readonly version: string;
}

export interface InferenceAdmission {
  /** Of those that were named before, the ones that stand without a result yet. */
  readonly running: readonly InferenceRequest[];
  /** Those to begin with now. */
  readonly due: readonly InferenceRequest[];
}

/** Queue `record`. */
export interface InferenceOrderActivities {
  /** Names the inferences to begin with. `running`: those named before. */
  admitInferences(running: readonly InferenceRequest[]): Promise<InferenceAdmission>;
}

/** Queue `inference`. */
export interface InferenceActivities {
  /** Runs the model on all stacks of the case; stores score and segmentations. */
  inferCase(request: InferenceRequest): Promise<void>;
  /** Records that the result could not be had; its reads say "AI unavailable". */
  failInference(request: InferenceRequest, reason: string): Promise<void>;
}

/** Queue `analysis`. */
export interface AnalysisActivities {
  computeAnalysis(study: StudyId): Promise<void>;
  writeReport(study: StudyId): Promise<void>;
  failAnalysis(study: StudyId, reason: string): Promise<void>;
}

export interface ExportRequest {
  readonly study: StudyId;
  /** Id of the export. */
  readonly id: string;
}

/** Queue `analysis`. */
export interface ExportActivities {
  /** Collects, packs and stores the bundle of a locked study; its progress stands in the record. */
  exportBundle(request: ExportRequest): Promise<void>;
  failExport(request: ExportRequest, reason: string): Promise<void>;
}
