import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  addTruther,
  beginTruthing,
  getTruthing,
  getTruthingPanel,
  listPanelReminders,
  openTruthing,
  renewTrutherLink,
  replaceTruther,
  saveTruthDraft,
  submitTruth,
  takeOverTruth,
  type MemberInvitation,
  type OpenRead,
  type Page,
  type PageRequest,
  type PanelReminderView,
  type ReadId,
  type ReadingOverview,
  type ReadingState,
  type StudyId,
  type SubmittedTruth,
  type TruthingPanelView,
  type UserId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { withLink } from '../sign-in/sign-in-link.js';

@Controller()
export class TruthingController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(getTruthingPanel)
  panel(@Param('study') study: StudyId): Promise<TruthingPanelView> {
    return this.conduct.truthing.panel(study);
  }

  @Serves(addTruther)
  async add(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(addTruther) input: z.output<typeof addTruther.body>,
    @Req() request: FastifyRequest,
  ): Promise<MemberInvitation> {
    return withLink(request, await this.conduct.truthing.addMember(actor, study, input));
  }

  @Serves(renewTrutherLink)
  async renew(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('user') user: UserId,
    @Req() request: FastifyRequest,
  ): Promise<MemberInvitation> {
    return withLink(request, await this.conduct.truthing.renewLink(actor, study, user));
  }

  @Serves(replaceTruther)
  async replace(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('user') user: UserId,
    @Input(replaceTruther) input: z.output<typeof replaceTruther.body>,
    @Req() request: FastifyRequest,
  ): Promise<MemberInvitation> {
    return withLink(request, await this.conduct.truthing.replace(actor, study, user, input));
  }

  @Serves(listPanelReminders)
  reminders(
    @Param('study') study: StudyId,
    @Query(listPanelReminders) page: PageRequest,
  ): Promise<Page<PanelReminderView>> {
    return this.conduct.truthing.reminders(study, page);
  }

  @Serves(openTruthing)
  open(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<TruthingPanelView> {
    return this.conduct.truthing.open(actor, study);
  }

  @Serves(getTruthing)
  overview(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<ReadingOverview> {
    return this.conduct.truthing.overview(actor, study);
  }

  @Serves(beginTruthing)
  begin(@CurrentActor() actor: Actor, @Param('study') study: StudyId): Promise<ReadingState> {
    return this.conduct.truthing.begin(actor, study);
  }

  @Serves(takeOverTruth)
  takeOver(@CurrentActor() actor: Actor, @Param('study') study: StudyId, @Param('read') id: ReadId): Promise<OpenRead> {
    return this.conduct.truthing.takeOver(actor, study, id);
  }

  @Serves(saveTruthDraft)
  draft(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') id: ReadId,
    @Input(saveTruthDraft) draft: z.output<typeof saveTruthDraft.body>,
  ): Promise<z.output<typeof saveTruthDraft.response>> {
    return this.conduct.truthing.draft(actor, study, id, draft);
  }

  @Serves(submitTruth)
  submit(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('read') id: ReadId,
    @Input(submitTruth) submission: z.output<typeof submitTruth.body>,
  ): Promise<SubmittedTruth> {
    return this.conduct.truthing.submit(actor, study, id, submission);
  }
}
