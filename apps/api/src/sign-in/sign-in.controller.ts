import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  createOwnLink,
  createToken,
  getMe,
  listSessions,
  type Me,
  revokeSession,
  setPassword,
  type SignedInSession,
  signInByLink,
  signInByPassword,
  signOut,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { giveSession } from './session-cookie.js';
import { signInLink } from './sign-in-link.js';
import { SESSION_COOKIE, sessionTokenOf } from '../http/signed-in-request.js';

@Controller()
export class SignInController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(signInByLink)
  async redeem(
    @Input(signInByLink) { token }: z.output<typeof signInByLink.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return giveSession(await this.conduct.signIn.redeem(token), request, reply);
  }

  @Serves(signInByPassword)
  async byPassword(
    @Input(signInByPassword) { login, password }: z.output<typeof signInByPassword.body>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return giveSession(await this.conduct.signIn.byPassword(login, password), request, reply);
  }

  @Serves(setPassword)
  setPassword(@CurrentActor() actor: Actor, @Input(setPassword) input: z.output<typeof setPassword.body>): Promise<Me> {
    return this.conduct.signIn.setPassword(actor, input);
  }

  @Serves(listSessions)
  sessions(@CurrentActor() actor: Actor): Promise<SignedInSession[]> {
    return this.conduct.signIn.sessions(actor);
  }

  @Serves(revokeSession)
  revoke(@CurrentActor() actor: Actor, @Param('session') session: string): Promise<void> {
    return this.conduct.signIn.revoke(actor, session);
  }

  @Serves(createToken)
  createToken(
    @CurrentActor() actor: Actor,
    @Input(createToken) { name }: z.output<typeof createToken.body>,
  ): Promise<z.output<typeof createToken.response>> {
    return this.conduct.signIn.createToken(actor, name);
  }

  @Serves(getMe)
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.conduct.signIn.me(actor);
  }

  @Serves(createOwnLink)
  async link(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof createOwnLink.response>> {
    const { token, expiresAt } = await this.conduct.signIn.linkFor(actor);
    return { link: signInLink(`${request.protocol}://${request.host}`, token), expiresAt };
  }

  @Serves(signOut)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = sessionTokenOf(request);
    if (token !== undefined) await this.conduct.signIn.signOut(token);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }
}
