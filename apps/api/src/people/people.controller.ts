import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  addRole,
  admitMember,
  listPeople,
  type Member,
  type Page,
  type PageRequest,
  type Person,
  removeRole,
  type ResetLink,
  resetPassword,
  type StudyId,
  type UserId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { signInLink } from '../sign-in/sign-in-link.js';

/** Who has which role, and how somebody who lost a password comes in again. */
@Controller()
export class PeopleController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(addRole)
  addRole(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('user') user: UserId,
    @Input(addRole) input: z.output<typeof addRole.body>,
  ): Promise<Member> {
    return this.conduct.members.addRole(actor, study, user, input);
  }

  @Serves(admitMember)
  admit(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(admitMember) input: z.output<typeof admitMember.body>,
  ): Promise<Member> {
    return this.conduct.members.admit(actor, study, input);
  }

  @Serves(removeRole)
  removeRole(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('user') user: UserId,
    @Input(removeRole) input: z.output<typeof removeRole.body>,
  ): Promise<void> {
    return this.conduct.members.removeRole(actor, study, user, input);
  }

  @Serves(listPeople)
  list(@Query(listPeople) page: PageRequest): Promise<Page<Person>> {
    return this.conduct.people.list(page);
  }

  @Serves(resetPassword)
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Param('user') user: UserId,
    @Input(resetPassword) input: z.output<typeof resetPassword.body>,
    @Req() request: FastifyRequest,
  ): Promise<ResetLink> {
    const { name, token, expiresAt } = await this.conduct.people.resetPassword(actor, user, input);
    return { name, expiresAt, link: signInLink(`${request.protocol}://${request.host}`, token) };
  }
}
