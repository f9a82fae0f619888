import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import { createOwnLink, getMe, type Me, signInByLink, signOut } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
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
    const { sessionToken, expiresAt, me } = await this.conduct.signIn.redeem(token);
    reply.setCookie(SESSION_COOKIE, sessionToken, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      expires: new Date(expiresAt),
    });
    return me;
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
