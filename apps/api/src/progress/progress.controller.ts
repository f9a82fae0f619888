import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  getOversight,
  getProgress,
  type Oversight,
  type Progress,
  streamProgress,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { sessionTokenOf } from '../http/signed-in-request.js';
import { lastEventIdOf, streamEvents } from './event-stream.js';

@Controller()
export class ProgressController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(getProgress)
  get(@Param('study') study: StudyId): Promise<Progress> {
    return this.conduct.progress.of(study);
  }

  @Serves(getOversight)
  oversight(@Param('study') study: StudyId): Promise<Oversight> {
    return this.conduct.progress.oversight(study);
  }

  @Serves(streamProgress)
  async stream(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { progress, access } = this.conduct;
    const after = lastEventIdOf(request);
    const withExports = (await access.permissions(actor, study)).has('study:export');
    await streamEvents(request, reply, {
      follow: (onEvent) => progress.follow(study, { after, withExports, onEvent }),
      stillMay: async () => {
        const now = await this.conduct.signIn.actorOf(sessionTokenOf(request) ?? '');
        const held = await access.permissions(now, study);
        return held.has('study:view') && held.has('study:export') === withExports;
      },
    });
  }
}
