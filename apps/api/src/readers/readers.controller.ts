import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct, ExpectedTags } from '@lectern/conduct';
import {
  changeReader,
  getReader,
  type Invitation,
  inviteReader,
  type ReaderDetail,
  type ReaderId,
  renewInvitation,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { IfMatch } from '../http/entity-tags.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { withLink } from '../sign-in/sign-in-link.js';

@Controller()
export class ReadersController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(inviteReader)
  async invite(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(inviteReader) input: z.output<typeof inviteReader.body>,
    @Req() request: FastifyRequest,
  ): Promise<Invitation> {
    return withLink(request, await this.conduct.readers.invite(actor, study, input));
  }

  @Serves(renewInvitation)
  async renew(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('reader') reader: ReaderId,
    @Req() request: FastifyRequest,
  ): Promise<Invitation> {
    return withLink(request, await this.conduct.readers.renewLink(actor, study, reader));
  }

  @Serves(getReader)
  reader(@Param('study') study: StudyId, @Param('reader') reader: ReaderId): Promise<ReaderDetail> {
    return this.conduct.readers.reader(study, reader);
  }

  @Serves(changeReader)
  change(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('reader') reader: ReaderId,
    @Input(changeReader) input: z.output<typeof changeReader.body>,
    @IfMatch() expected: ExpectedTags,
  ): Promise<ReaderDetail> {
    return this.conduct.readers.change(actor, study, reader, input, expected);
  }
}
