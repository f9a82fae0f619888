import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  beginSession,
  getReading,
  type OpenRead,
  postEvents,
  type ReadId,
  type ReadingOverview,
  type ReadingState,
  saveDraft,
  type StudyId,
  submitRead,
  type SubmittedRead,
  takeOverRead,
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
