import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import { inviteMember, listMembers, type Member, type MemberInvitation, type StudyId } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { withLink } from '../sign-in/sign-in-link.js';

@Controller()
export class MembersController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(listMembers)
  list(@Param('study') study: StudyId): Promise<Member[]> {
    return this.conduct.members.list(study);
  }

  @Serves(inviteMember)
  async invite(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(inviteMember) input: z.output<typeof inviteMember.body>,
    @Req() request: FastifyRequest,
  ): Promise<MemberInvitation> {
    return withLink(request, await this.conduct.members.invite(actor, study, input));
  }
}
