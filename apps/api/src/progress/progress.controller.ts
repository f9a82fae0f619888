import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Conduct } from '@lectern/conduct';
import {
  getOversight,
  getProgress,
  type Oversight,
  type Progress,
  streamProgress,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { Serves } from '../http/serves.decorator.js';

/** A comment line at this interval keeps proxies from closing a quiet stream. */
const KEEP_ALIVE_MILLIS = 20_000;

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

  /** Server-sent events: the present state at once, then the new one after each change. */
  @Serves(streamProgress)
  async stream(
    @Param('study') study: StudyId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const first = await this.conduct.progress.of(study);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const send = (progress: Progress): void => void raw.write(`data: ${JSON.stringify(progress)}\n\n`);
    send(first);
    const unsubscribe = await this.conduct.progress.subscribe(study, send);
    const keepAlive = setInterval(() => raw.write(':\n\n'), KEEP_ALIVE_MILLIS);
    request.raw.once('close', () => {
      clearInterval(keepAlive);
      unsubscribe();
      raw.end();
    });
  }
}
