import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct, ExpectedTags } from '@lectern/conduct';
import {
  changeProtocol,
  cloneStudy,
  listProtocolVersions,
  replaceReader,
  verifyStudySchedule,
  type Invitation,
  type ProtocolVersionView,
  type ReaderId,
  type ScheduleVerificationView,
  type StudyDetail,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { IfMatch } from '../http/entity-tags.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { withLink } from '../sign-in/sign-in-link.js';

@Controller()
export class PlanningController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listProtocolVersions)
  versions(@Param('study') study: StudyId): Promise<ProtocolVersionView[]> {
    return this.conduct.planning.versions(study);
  }

  @Serves(changeProtocol)
  async change(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(changeProtocol) input: z.output<typeof changeProtocol.body>,
    @IfMatch() expected: ExpectedTags,
  ): Promise<StudyDetail> {
    await this.conduct.planning.change(actor, study, input, expected);
    return this.conduct.studies.detail(actor, study);
  }

  @Serves(cloneStudy)
  async clone(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(cloneStudy) input: z.output<typeof cloneStudy.body>,
  ): Promise<StudyDetail> {
    return this.conduct.studies.detail(actor, await this.conduct.planning.clone(actor, study, input));
  }

  @Serves(verifyStudySchedule)
  verifySchedule(@Param('study') study: StudyId): Promise<ScheduleVerificationView> {
    return this.conduct.planning.verifySchedule(study);
  }

  @Serves(replaceReader)
  async replace(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('reader') reader: ReaderId,
    @Input(replaceReader) input: z.output<typeof replaceReader.body>,
    @Req() request: FastifyRequest,
  ): Promise<Invitation> {
    return withLink(request, await this.conduct.planning.replaceReader(actor, study, reader, input));
  }
}
