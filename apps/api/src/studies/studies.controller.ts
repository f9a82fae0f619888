import { Controller, Header, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct, ExpectedTags } from '@lectern/conduct';
import {
  type Amendment,
  amendProtocol,
  createStudy,
  listAmendments,
  freezeStudy,
  getProtocolText,
  getStudy,
  listStudies,
  lockStudy,
  type StudyDetail,
  type StudyId,
  type StudySummary,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { IfMatch } from '../http/entity-tags.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class StudiesController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listStudies)
  list(@CurrentActor() actor: Actor): Promise<StudySummary[]> {
    return this.conduct.studies.list(actor);
  }

  @Serves(createStudy)
  create(
    @CurrentActor() actor: Actor,
    @Input(createStudy) input: z.output<typeof createStudy.body>,
  ): Promise<StudyDetail> {
    return this.conduct.studies.create(actor, input);
  }

  @Serves(getStudy)
  detail(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<StudyDetail> {
    return this.conduct.studies.detail(actor, study);
  }

  @Serves(getProtocolText)
  @Header('content-type', 'application/yaml; charset=utf-8')
  protocolText(@Param('study') study: StudyId): Promise<string> {
    return this.conduct.studies.protocolText(study);
  }

  @Serves(freezeStudy)
  freeze(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(freezeStudy) { signature }: z.output<typeof freezeStudy.body>,
    @IfMatch() expected: ExpectedTags,
  ): Promise<StudyDetail> {
    return this.conduct.studies.freeze(actor, study, signature, expected);
  }

  @Serves(lockStudy)
  lock(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(lockStudy) { reason, signature }: z.output<typeof lockStudy.body>,
  ): Promise<StudyDetail> {
    return this.conduct.studies.lock(actor, study, reason, signature);
  }

  @Serves(amendProtocol)
  amend(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(amendProtocol) request: z.output<typeof amendProtocol.body>,
    @IfMatch() expected: ExpectedTags,
  ): Promise<Amendment> {
    return this.conduct.studies.amend(actor, study, request, expected);
  }

  @Serves(listAmendments)
  amendments(@Param('study') study: StudyId): Promise<Amendment[]> {
    return this.conduct.studies.amendments(study);
  }
}
