import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type CaseDeidentification,
  type CaseId,
  type CaseIdentity,
  type CaseRow,
  getDeidentification,
  type ImportedObjects,
  importReferenceObjects,
  listCases,
  type Page,
  type PageRequest,
  putReferenceStandard,
  reidentifyCase,
  type StudyId,
  uploadCase,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { uploadedCase, uploadedFiles } from './uploaded-case.js';

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

  @Serves(getDeidentification)
  deidentification(@Param('study') study: StudyId, @Param('case') id: CaseId): Promise<CaseDeidentification> {
    return this.conduct.cases.deidentification(study, id);
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
}
