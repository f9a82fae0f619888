import type { z } from 'zod';
import type {
  AcceptCases,
  addTrutherSchema,
  addRoleSchema,
  Amendment,
  amendmentRequestSchema,
  DeviationView,
  ImageAccessView,
  inviteMemberSchema,
  Member,
  recordDeviationSchema,
  UnblindedCase,
  UnblindingView,
  unblindRequestSchema,
  AnalysisState,
  ArrivingCase,
  DicomwebServerView,
  NewDicomwebServer,
  PullCandidate,
  PulledStudy,
  ServerQuery,
  IntakeNodeView,
  IntakeTokenView,
  openIntakeNode,
  AuditEntryView,
  AuditVerdict,
  BundleExportState,
  CaseDeidentification,
  CaseDetail,
  CaseId,
  CaseIdentity,
  CaseRow,
  changeProtocol,
  changeReaderSchema,
  cloneStudy,
  createStudySchema,
  decodePayloads,
  Draft,
  EventBatch,
  DeclaredModel,
  ImportedAiResults,
  ImportedObjects,
  inviteReaderSchema,
  listAudit,
  Me,
  OpenRead,
  Oversight,
  Page,
  PageRequest,
  Permission,
  PersonKind,
  Progress,
  QueryOf,
  ProtocolVersionView,
  ReaderDetail,
  ReaderId,
  ReadId,
  ReadingProblemView,
  ReadStatus,
  ReminderView,
  ReportProblem,
  ResolveProblem,
  SignDocuments,
  ReadingOverview,
  ReadingState,
  ReferenceStandardRow,
  removeRoleSchema,
  replaceReader,
  savedDraftSchema,
  setPasswordSchema,
  SignedInSession,
  SignedHeads,
  Signing,
  ScheduleVerificationView,
  StudyDetail,
  StudyId,
  StudySummary,
  Submission,
  SubmittedRead,
  SubmittedTruth,
  TruthingPanelView,
  UserId,
} from '@lectern/contracts';
import type { ExpectedTags } from './entity-tag.js';
import type { People } from './people/people.way.js';

/** Frames of one instance; `contentType` is that of each. */
export interface ServedFrames {
  readonly frames: readonly Uint8Array[];
  readonly contentType: string;
}

/** Who acts. Made only by `signIn.actorOf`. */
export interface Actor {
  /** The session or token by which they are signed in. */
  readonly session: string;
  /** Signed in by a one-time link so lately that a first password may be set. */
  readonly mayFirstPassword: boolean;
  readonly user: UserId;
  readonly name: string;
  readonly kind: PersonKind;
  readonly administrator: boolean;
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Who sends images into one study by a token or as a DICOM node. Made only by `arrivals`. */
export interface Sender {
  readonly id: string;
  readonly name: string;
  readonly study: StudyId;
  /** What the case is to be called; absent: after the sender. */
  readonly label?: string;
}

/** Why an object was not taken; it names nothing out of the object but a tag. */
export interface ArrivalFailure {
  readonly kind: 'unreadable' | 'not-admitted' | 'other-content' | 'closed';
  readonly tag: string | null;
  readonly rule: string;
  readonly remedy: string;
}

/** The way in under an AE title, or which of the two titles is not known. */
export type CalledNode =
  { readonly sender: Sender } | { readonly sender: null; readonly unknown: 'called' | 'calling' };

/** What became of one object. `there`: the study has it already, with the same content; nothing was done. */
export interface Arrived {
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  readonly outcome: 'stored' | 'there' | 'refused';
  readonly failure?: ArrivalFailure;
}

/** A one-time token; the application makes the URL `/sign-in#token=...` of it. Only its hash is kept. */
export interface InvitationToken {
  readonly reader: ReaderId;
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

export interface ServedBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface SignedIn {
  readonly sessionToken: string;
  readonly expiresAt: string;
  readonly me: Me;
}

export interface SignIn {
  /** A token that creates the first administrator when redeemed; null as soon as there is a user. Older first links become void. */
  firstLink(): Promise<string | null>;
  /** @throws Refused for an unknown, used, void or expired token */
  redeem(token: string): Promise<SignedIn>;
  /** @throws Refused for a wrong login or password, and while too many have failed */
  byPassword(login: string, password: string): Promise<SignedIn>;
  /** @throws Refused, Conflict where the login is another's */
  setPassword(actor: Actor, input: z.output<typeof setPasswordSchema>): Promise<Me>;
  sessions(actor: Actor): Promise<SignedInSession[]>;
  revoke(actor: Actor, session: string): Promise<void>;
  createToken(actor: Actor, name: string): Promise<{ token: string; expiresAt: string }>;
  /** A one-time link by which the actor signs in elsewhere; older unused ones become void. */
  linkFor(actor: Actor): Promise<{ token: string; expiresAt: string }>;
  actorOf(sessionToken: string): Promise<Actor | null>;
  me(actor: Actor): Promise<Me>;
  signOut(sessionToken: string): Promise<void>;
}

export interface Studies {
  list(actor: Actor): Promise<StudySummary[]>;
  /** @throws Invalid with the protocol's issues; NotFound or Refused for `casesFrom` */
  create(actor: Actor, input: z.output<typeof createStudySchema>): Promise<StudyDetail>;
  detail(actor: Actor, study: StudyId): Promise<StudyDetail>;
  /** The protocol as written. */
  protocolText(study: StudyId): Promise<string>;
  /** @throws Conflict with one issue a check that is not met; Refused where the signature is not proven */
  freeze(actor: Actor, study: StudyId, signing: Signing, expected?: ExpectedTags): Promise<StudyDetail>;
  lock(actor: Actor, study: StudyId, reason: string, signing: Signing): Promise<StudyDetail>;
  /** @throws Invalid with one issue a part that may not change; Conflict unless the study is being read */
  amend(
    actor: Actor,
    study: StudyId,
    request: z.output<typeof amendmentRequestSchema>,
    expected?: ExpectedTags,
  ): Promise<Amendment>;
  amendments(study: StudyId): Promise<Amendment[]>;
}

export interface Planning {
  /** Every version of the protocol with what it changed. */
  versions(study: StudyId): Promise<ProtocolVersionView[]>;
  /** A new version of the protocol of a draft. @throws Invalid with the protocol's issues, Conflict once the study is frozen */
  change(
    actor: Actor,
    study: StudyId,
    input: z.output<typeof changeProtocol.body>,
    expected?: ExpectedTags,
  ): Promise<void>;
  /** @returns the new study */
  clone(actor: Actor, study: StudyId, input: z.output<typeof cloneStudy.body>): Promise<StudyId>;
  /** Derives the frozen worklists again. @throws Conflict before the freeze */
  verifySchedule(study: StudyId): Promise<ScheduleVerificationView>;
  /** @throws Conflict where the protocol does not allow it */
  replaceReader(
    actor: Actor,
    study: StudyId,
    reader: ReaderId,
    input: z.output<typeof replaceReader.body>,
  ): Promise<InvitationToken>;
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

/** Images that come one by one: who may send them, and what becomes of each. */
export interface Arrivals {
  /** Whom a token for sending stands for; null for none. */
  senderOf(token: string): Promise<Sender | null>;
  /** Answers for each object in the order given; what is answered as stored is durable. @throws Conflict once the study is frozen */
  take(sender: Sender, objects: AsyncIterable<Uint8Array>): AsyncIterable<Arrived>;
  /** As {@link take}, of objects that are all there. */
  takeAtOnce(sender: Sender, objects: readonly Uint8Array[]): Promise<Arrived[]>;
  /** Whether a DICOM association may be had. `address`: the caller's, where the node wants it to be a certain one. */
  nodeFor(called: string, calling: string, address: string): Promise<CalledNode>;
  nodes(study: StudyId): Promise<IntakeNodeView[]>;
  /** @throws Conflict where the title is open already */
  openNode(actor: Actor, study: StudyId, input: z.output<typeof openIntakeNode.body>): Promise<{ id: string }>;
  /** @throws NotFound */
  closeNode(actor: Actor, study: StudyId, id: string): Promise<void>;
  list(study: StudyId): Promise<ArrivingCase[]>;
  tokens(study: StudyId): Promise<IntakeTokenView[]>;
  createToken(actor: Actor, study: StudyId, name: string): Promise<{ id: string; token: string }>;
  /** @throws NotFound */
  revokeToken(actor: Actor, study: StudyId, id: string): Promise<void>;
}

/** The panel that sets the truth. The first four are the coordinator's; the others answer for the actor as a member. @throws NotFound where the actor is none */
export interface Truthing {
  panel(study: StudyId): Promise<TruthingPanelView>;
  /** @throws Conflict where every seat is taken or the panel has begun */
  addMember(actor: Actor, study: StudyId, input: z.output<typeof addTrutherSchema>): Promise<MemberToken>;
  renewLink(actor: Actor, study: StudyId, user: UserId): Promise<MemberToken>;
  /** @throws Conflict where somebody is missing */
  open(actor: Actor, study: StudyId): Promise<TruthingPanelView>;
  overview(actor: Actor, study: StudyId): Promise<ReadingOverview>;
  begin(actor: Actor, study: StudyId): Promise<ReadingState>;
  takeOver(actor: Actor, study: StudyId, id: ReadId): Promise<OpenRead>;
  draft(actor: Actor, study: StudyId, id: ReadId, draft: Draft): Promise<z.output<typeof savedDraftSchema>>;
  submit(actor: Actor, study: StudyId, id: ReadId, submission: Submission): Promise<SubmittedTruth>;
}

/** Examinations that are fetched from other DICOMweb servers; which servers may be asked, administrators say. */
export interface Pulls {
  servers(): Promise<DicomwebServerView[]>;
  /** @throws Refused unless the actor is an administrator, Conflict where the name is taken */
  addServer(actor: Actor, server: NewDicomwebServer): Promise<{ id: string }>;
  /** @throws Refused, NotFound */
  removeServer(actor: Actor, id: string): Promise<void>;
  /** @throws Conflict where the server cannot be used */
  search(
    actor: Actor,
    study: StudyId,
    server: string,
    query: ServerQuery,
  ): Promise<{ matches: PullCandidate[]; more: boolean }>;
  /** All or none. @throws Conflict */
  order(actor: Actor, study: StudyId, server: string, studies: readonly PulledStudy[]): Promise<{ cases: CaseId[] }>;
}

export interface Readers {
  invite(actor: Actor, study: StudyId, input: z.output<typeof inviteReaderSchema>): Promise<InvitationToken>;
  renewLink(actor: Actor, study: StudyId, reader: ReaderId): Promise<InvitationToken>;
  /** @throws NotFound */
  reader(study: StudyId, reader: ReaderId): Promise<ReaderDetail>;
  /** @throws Stale, Conflict for what is frozen or the reader's own, Invalid */
  change(
    actor: Actor,
    study: StudyId,
    reader: ReaderId,
    change: z.output<typeof changeReaderSchema>,
    expected?: ExpectedTags,
  ): Promise<ReaderDetail>;
  withdraw(actor: Actor, study: StudyId, reader: ReaderId, reason: string): Promise<void>;
  /** @throws Conflict unless the reader failed the qualification */
  waiveQualification(actor: Actor, study: StudyId, reader: ReaderId, reason: string): Promise<void>;
  reads(study: StudyId, page: PageRequest): Promise<Page<ReadStatus>>;
  /** @throws Conflict for a read that is submitted or excused */
  excuse(actor: Actor, study: StudyId, read: ReadId, reason: string): Promise<void>;
  /** @throws Conflict unless the read is submitted */
  reopen(actor: Actor, study: StudyId, read: ReadId, reason: string): Promise<void>;
  problems(study: StudyId, page: PageRequest): Promise<Page<ReadingProblemView>>;
  resolve(actor: Actor, study: StudyId, problem: string, resolution: ResolveProblem): Promise<ReadingProblemView>;
  /** Messages to readers: those sent by mail, and those to be passed on by hand. */
  reminders(study: StudyId, page: PageRequest): Promise<Page<ReminderView>>;
}

/** The whole state of one kind, told because it is new. */
export type LiveEvent = { readonly id: string } & (
  | { readonly event: 'progress'; readonly data: Progress }
  | { readonly event: 'exports'; readonly data: readonly BundleExportState[] }
);

export interface LiveOptions {
  /** Id of the last event that the follower has; null: none. */
  readonly after: string | null;
  /** Bundles too: only for whoever may export. */
  readonly withExports: boolean;
  onEvent(event: LiveEvent): void;
}

export interface ProgressWatch {
  of(study: StudyId): Promise<Progress>;
  /** What stands out in the reading so far. */
  oversight(study: StudyId): Promise<Oversight>;
  /** Events of what is new, at once and after each change of the study's record (changes close together as one). @returns a function that ends it */
  follow(study: StudyId, options: LiveOptions): Promise<() => void>;
}

/** A one-time token for a person who is no reader. */
export interface MemberToken {
  readonly user: UserId;
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

export interface Members {
  list(study: StudyId): Promise<Member[]>;
  /** @throws Conflict after the lock */
  invite(actor: Actor, study: StudyId, input: z.output<typeof inviteMemberSchema>): Promise<MemberToken>;
  /** @throws Conflict where the two roles are not for one person, or after the lock; NotFound */
  addRole(actor: Actor, study: StudyId, user: UserId, input: z.output<typeof addRoleSchema>): Promise<Member>;
  /** Ends whatever the person is signed in by too. @throws Conflict for the last coordinator, NotFound */
  removeRole(actor: Actor, study: StudyId, user: UserId, input: z.output<typeof removeRoleSchema>): Promise<void>;
}

export interface StudyRecord {
  audit(study: StudyId, page: QueryOf<typeof listAudit>): Promise<Page<AuditEntryView>>;
  /** The whole chain, checked against itself and the heads that were signed. */
  verification(study: StudyId): Promise<AuditVerdict>;
  /** The signed heads of its chain and the installation's public key, to be kept elsewhere. */
  heads(study: StudyId): Promise<SignedHeads>;
  deviations(study: StudyId, page: PageRequest): Promise<Page<DeviationView>>;
  /** @throws Conflict after the lock */
  recordDeviation(actor: Actor, study: StudyId, note: z.output<typeof recordDeviationSchema>): Promise<DeviationView>;
  unblindings(study: StudyId, page: PageRequest): Promise<Page<UnblindingView>>;
  /** @throws Conflict unless the study is being read, NotFound, Refused where the signature is not proven */
  unblind(
    actor: Actor,
    study: StudyId,
    caseId: CaseId,
    request: z.output<typeof unblindRequestSchema>,
  ): Promise<UnblindedCase>;
  imageAccess(study: StudyId, page: PageRequest): Promise<Page<ImageAccessView>>;
}

export interface Analyses {
  state(study: StudyId): Promise<AnalysisState>;
  /** `name`: report.html, analysis.json, reads.csv or codebook.csv. @throws NotFound, Conflict before it is computed */
  document(study: StudyId, name: string): Promise<ServedBytes>;
}

/** Bundles of locked studies. */
export interface Exports {
  /** @throws Conflict before the lock */
  request(actor: Actor, study: StudyId): Promise<BundleExportState>;
  list(study: StudyId, page: PageRequest): Promise<Page<BundleExportState>>;
  state(study: StudyId, id: string): Promise<BundleExportState>;
  /** The zip itself. @throws NotFound, Conflict before it is made */
  bundle(study: StudyId, id: string): Promise<ServedBytes & { readonly sha256: string }>;
}

/** Every method answers for the actor as a reader of the study. @throws NotFound where the actor is none */
export interface Reading {
  overview(actor: Actor, study: StudyId): Promise<ReadingOverview>;
  /** @throws Invalid where the name is another, Conflict where a document was changed */
  sign(actor: Actor, study: StudyId, documents: SignDocuments): Promise<ReadingState>;
  setTimeZone(actor: Actor, study: StudyId, timeZone: string): Promise<ReadingState>;
  withdraw(actor: Actor, study: StudyId, reason: string): Promise<void>;
  report(actor: Actor, study: StudyId, problem: ReportProblem): Promise<ReadingProblemView>;
  /** The session that is waited for, as a calendar file. @throws Conflict where none is */
  calendar(actor: Actor, study: StudyId): Promise<ServedBytes>;
  begin(actor: Actor, study: StudyId): Promise<ReadingState>;
  takeOver(actor: Actor, study: StudyId, read: ReadId): Promise<OpenRead>;
  events(actor: Actor, study: StudyId, read: ReadId, batch: EventBatch): Promise<{ received: number; at: string }>;
  draft(actor: Actor, study: StudyId, read: ReadId, draft: Draft): Promise<z.output<typeof savedDraftSchema>>;
  submit(actor: Actor, study: StudyId, read: ReadId, submission: Submission): Promise<SubmittedRead>;
}

/** DICOMweb answers, judged request by request. @throws NotFound for whatever the actor may not reach, whether or not it exists */
export interface Images {
  /** QIDO-RS: the series of a study as DICOM JSON, source series and those AI series that may be seen. */
  series(actor: Actor, studyUid: string): Promise<unknown[]>;
  /** WADO-RS metadata of a series: a JSON array, as stored. */
  metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes>;
  /** Frames of an instance in the order asked, uncompressed little endian; numbers count from 1. Source images have one frame each. */
  frames(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string,
    numbers: readonly number[],
  ): Promise<ServedFrames>;
  /** An image of a source series as PNG, its middle one where none is named; `most` rows and columns. AI objects are never rendered here. */
  rendered(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string | null,
    most?: number,
  ): Promise<ServedBytes>;
  /** A whole instance: AI segmentations only. */
  instance(actor: Actor, studyUid: string, seriesUid: string, sopUid: string): Promise<ServedBytes>;
}

/** Payloads of Temporal's histories for whoever may see them in plain. */
export interface Payloads {
  /** @throws Conflict where a key is missing or a payload was altered */
  decode(input: z.output<typeof decodePayloads.body>): Promise<z.output<typeof decodePayloads.body>>;
}

export interface Access {
  /** What the actor may do, in the study where one is named. Everything else is denied. */
  permissions(actor: Actor | null, study: StudyId | null): Promise<ReadonlySet<Permission>>;
  /** @throws Conflict where the study is locked: nothing is written to it any more */
  assertOpen(study: StudyId): Promise<void>;
}

/** What is asked for under a key of the person's own; `method`, `url` and `body` must be the same whenever the key is used. */
export interface OnceRequest {
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

export interface Idempotency {
  /**
   * Does an act once, however often and at the same time it is asked for; who asks again gets the first answer, for a day. An act that fails was not done.
   * @throws Invalid `idempotency-key-reused` for another request under the key, Conflict `idempotency-no-answer`
   */
  once<T>(actor: Actor, request: OnceRequest, act: () => Promise<T>): Promise<{ answer: T; isReplay: boolean }>;
}

/** The use cases: the one way in for every interface. Each act is one transaction: rule, row, audit entry, outbox. */
export interface Conduct {
  readonly signIn: SignIn;
  readonly studies: Studies;
  readonly planning: Planning;
  readonly cases: Cases;
  readonly arrivals: Arrivals;
  readonly truthing: Truthing;
  readonly pulls: Pulls;
  readonly readers: Readers;
  readonly progress: ProgressWatch;
  readonly members: Members;
  readonly people: People;
  readonly record: StudyRecord;
  readonly analysis: Analyses;
  readonly exports: Exports;
  readonly reading: Reading;
  readonly images: Images;
  readonly payloads: Payloads;
  readonly access: Access;
  readonly idempotency: Idempotency;
}
