import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  beginSession,
  getReading,
  getSessionCalendar,
  type OpenRead,
  postEvents,
  type ReadId,
  type ReadingProblemView,
  type ReadingOverview,
  type ReadingState,
  reportProblem,
  saveDraft,
  setTimeZone,
  signDocuments,
  type StudyId,
  submitRead,
  type SubmittedRead,
  takeOverRead,
  withdrawFromStudy,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

@Controller()
export class ReadingController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(getReading)
  overview(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<ReadingOverview> {
    return this.conduct.reading.overview(actor, study);
  }

  @Serves(signDocuments)
  sign(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(signDocuments) documents: z.output<typeof signDocuments.body>,
  ): Promise<ReadingState> {
    return this.conduct.reading.sign(actor, study, documents);
  }

  @Serves(setTimeZone)
  timeZone(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(setTimeZone) { timeZone }: z.output<typeof setTimeZone.body>,
  ): Promise<ReadingState> {
    return this.conduct.reading.setTimeZone(actor, study, timeZone);
  }

  @Serves(withdrawFromStudy)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(withdrawFromStudy) { reason }: z.output<typeof withdrawFromStudy.body>,
  ): Promise<void> {
    return this.conduct.reading.withdraw(actor, study, reason);
  }

  @Serves(reportProblem)
  report(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(reportProblem) problem: z.output<typeof reportProblem.body>,
  ): Promise<ReadingProblemView> {
    return this.conduct.reading.report(actor, study, problem);
  }

  @Serves(getSessionCalendar)
  async calendar(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, contentType } = await this.conduct.reading.calendar(actor, study);
    await reply
      .header('content-type', contentType)
      .header('content-disposition', 'attachment; filename="session.ics"')
      .send(Buffer.from(bytes));
  }

  @Serves(beginSession)
  begin(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<ReadingState> {
    return this.conduct.reading.begin(actor, study);
  }

  @Serves(takeOverRead)
  takeOver(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
  ): Promise<OpenRead> {
    return this.conduct.reading.takeOver(actor, study, read);
  }

  @Serves(postEvents)
  events(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
    @Input(postEvents) batch: z.output<typeof postEvents.body>,
  ): Promise<z.output<typeof postEvents.response>> {
    return this.conduct.reading.events(actor, study, read, batch);
  }

  @Serves(saveDraft)
  draft(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
    @Input(saveDraft) draft: z.output<typeof saveDraft.body>,
  ): Promise<z.output<typeof saveDraft.response>> {
    return this.conduct.reading.draft(actor, study, read, draft);
  }

  @Serves(submitRead)
  submit(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
    @Input(submitRead) submission: z.output<typeof submitRead.body>,
  ): Promise<SubmittedRead> {
    return this.conduct.reading.submit(actor, study, read, submission);
  }
}
