import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type AcceptCases,
  acceptCases,
  type CaseDeidentification,
  type CaseDetail,
  type CaseId,
  type CaseIdentity,
  type CaseRow,
  exportStacks,
  getCase,
  getDeidentification,
  importAiResults,
  type ImportedAiResults,
  type ImportedObjects,
  importReferenceObjects,
  listCases,
  type Page,
  type PageRequest,
  putReferenceStandard,
  openOriginal,
  refuseCase,
  reidentifyCase,
  type StudyId,
  uploadCase,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { uploadedCase, uploadedFiles } from './uploaded-case.js';
import { uploadedResults } from './uploaded-results.js';

@Controller()
export class CasesController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(uploadCase)
  async upload(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof uploadCase.response>> {
    const { label, files } = await uploadedCase(request);
    return this.conduct.cases.receive(actor, study, label, files);
  }

  @Serves(listCases)
  list(@Param('study') study: StudyId, @Query(listCases) page: PageRequest): Promise<Page<CaseRow>> {
    return this.conduct.cases.list(study, page);
  }

  @Serves(exportStacks)
  async stacks(@Param('study') study: StudyId, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, contentType } = await this.conduct.cases.stacksCsv(study);
    await reply
      .header('content-type', contentType)
      .header('content-disposition', 'attachment; filename="stacks.csv"')
      .send(Buffer.from(bytes));
  }

  @Serves(getCase)
  detail(@Param('study') study: StudyId, @Param('case') id: CaseId): Promise<CaseDetail> {
    return this.conduct.cases.detail(study, id);
  }

  @Serves(acceptCases)
  accept(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(acceptCases) acceptance: AcceptCases,
  ): Promise<{ accepted: number }> {
    return this.conduct.cases.accept(actor, study, acceptance);
  }

  @Serves(refuseCase)
  refuse(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('case') id: CaseId,
    @Input(refuseCase) { reason }: z.output<typeof refuseCase.body>,
  ): Promise<void> {
    return this.conduct.cases.refuse(actor, study, id, reason);
  }

  @Serves(getDeidentification)
  deidentification(@Param('study') study: StudyId, @Param('case') id: CaseId): Promise<CaseDeidentification> {
    return this.conduct.cases.deidentification(study, id);
  }

  @Serves(openOriginal)
  async original(
    @CurrentActor() actor: Actor,
    @Param() { study, case: id }: { study: StudyId; case: CaseId },
    @Input(openOriginal) asked: z.output<typeof openOriginal.body>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.conduct.cases.original(actor, study, id, asked);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(bytes));
  }

  @Serves(reidentifyCase)
  reidentify(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('case') id: CaseId,
    @Input(reidentifyCase) { reason }: z.output<typeof reidentifyCase.body>,
  ): Promise<CaseIdentity> {
    return this.conduct.cases.reidentify(actor, study, id, reason);
  }

  @Serves(putReferenceStandard)
  putReferenceStandard(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(putReferenceStandard) { rows }: z.output<typeof putReferenceStandard.body>,
  ): Promise<z.output<typeof putReferenceStandard.response>> {
    return this.conduct.cases.putReferenceStandard(actor, study, rows);
  }

  @Serves(importReferenceObjects)
  importObjects(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Req() request: FastifyRequest,
  ): Promise<ImportedObjects> {
    return this.conduct.cases.importReferenceObjects(actor, study, uploadedFiles(request));
  }

  @Serves(importAiResults)
  async importAiResults(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Req() request: FastifyRequest,
  ): Promise<ImportedAiResults> {
    const { declared, files } = await uploadedResults(request);
    return this.conduct.cases.importAiResults(actor, study, declared, files);
  }
}
