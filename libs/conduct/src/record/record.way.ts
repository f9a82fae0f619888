import type {
  DeviationView,
  ImageAccessView,
  recordDeviationSchema,
  UnblindedCase,
  UnblindingView,
  unblindRequestSchema,
  AuditEntryView,
  AuditVerdict,
  CaseId,
  listAudit,
  Page,
  PageRequest,
  QueryOf,
  SignedHeads,
  StudyId,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';

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
