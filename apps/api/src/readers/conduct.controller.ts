import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  excuseRead,
  listProblems,
  listReads,
  listReminders,
  type Page,
  type PageRequest,
  type ReaderId,
  type ReadId,
  type ReadingProblemView,
  type ReadStatus,
  type ReminderView,
  reopenRead,
  resolveProblem,
  type StudyId,
  waiveQualification,
  withdrawReader,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

/** What a coordinator does while a study is read. */
@Controller()
export class ConductController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listReads)
  reads(@Param('study') study: StudyId, @Query(listReads) page: PageRequest): Promise<Page<ReadStatus>> {
    return this.conduct.readers.reads(study, page);
  }

  @Serves(excuseRead)
  excuse(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
    @Input(excuseRead) { reason }: z.output<typeof excuseRead.body>,
  ): Promise<void> {
    return this.conduct.readers.excuse(actor, study, read, reason);
  }

  @Serves(reopenRead)
  reopen(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') read: ReadId,
    @Input(reopenRead) { reason }: z.output<typeof reopenRead.body>,
  ): Promise<void> {
    return this.conduct.readers.reopen(actor, study, read, reason);
  }

  @Serves(withdrawReader)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('reader') reader: ReaderId,
    @Input(withdrawReader) { reason }: z.output<typeof withdrawReader.body>,
  ): Promise<void> {
    return this.conduct.readers.withdraw(actor, study, reader, reason);
  }

  @Serves(waiveQualification)
  waive(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('reader') reader: ReaderId,
    @Input(waiveQualification) { reason }: z.output<typeof waiveQualification.body>,
  ): Promise<void> {
    return this.conduct.readers.waiveQualification(actor, study, reader, reason);
  }

  @Serves(listProblems)
  problems(@Param('study') study: StudyId, @Query(listProblems) page: PageRequest): Promise<Page<ReadingProblemView>> {
    return this.conduct.readers.problems(study, page);
  }

  @Serves(resolveProblem)
  resolve(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('problem') problem: string,
    @Input(resolveProblem) resolution: z.output<typeof resolveProblem.body>,
  ): Promise<ReadingProblemView> {
    return this.conduct.readers.resolve(actor, study, problem, resolution);
  }

  @Serves(listReminders)
  reminders(@Param('study') study: StudyId, @Query(listReminders) page: PageRequest): Promise<Page<ReminderView>> {
    return this.conduct.readers.reminders(study, page);
  }
}
