import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type AuditEntryView,
  type AuditVerdict,
  type CaseId,
  type DeviationView,
  type ImageAccessView,
  listAudit,
  listDeviations,
  listImageAccess,
  listSignedHeads,
  listUnblindings,
  type Page,
  type PageRequest,
  type QueryOf,
  recordDeviation,
  type SignedHeads,
  type StudyId,
  unblindCase,
  type UnblindedCase,
  type UnblindingView,
  verifyAudit,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class RecordController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listAudit)
  audit(
    @Param('study') study: StudyId,
    @Query(listAudit) page: QueryOf<typeof listAudit>,
  ): Promise<Page<AuditEntryView>> {
    return this.conduct.record.audit(study, page);
  }

  @Serves(verifyAudit)
  verification(@Param('study') study: StudyId): Promise<AuditVerdict> {
    return this.conduct.record.verification(study);
  }

  @Serves(listSignedHeads)
  heads(@Param('study') study: StudyId): Promise<SignedHeads> {
    return this.conduct.record.heads(study);
  }

  @Serves(listDeviations)
  deviations(@Param('study') study: StudyId, @Query(listDeviations) page: PageRequest): Promise<Page<DeviationView>> {
    return this.conduct.record.deviations(study, page);
  }

  @Serves(recordDeviation)
  recordDeviation(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(recordDeviation) note: z.output<typeof recordDeviation.body>,
  ): Promise<DeviationView> {
    return this.conduct.record.recordDeviation(actor, study, note);
  }

  @Serves(listUnblindings)
  unblindings(
    @Param('study') study: StudyId,
    @Query(listUnblindings) page: PageRequest,
  ): Promise<Page<UnblindingView>> {
    return this.conduct.record.unblindings(study, page);
  }

  @Serves(unblindCase)
  unblind(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('case') caseId: CaseId,
    @Input(unblindCase) request: z.output<typeof unblindCase.body>,
  ): Promise<UnblindedCase> {
    return this.conduct.record.unblind(actor, study, caseId, request);
  }

  @Serves(listImageAccess)
  imageAccess(
    @Param('study') study: StudyId,
    @Query(listImageAccess) page: PageRequest,
  ): Promise<Page<ImageAccessView>> {
    return this.conduct.record.imageAccess(study, page);
  }
}
