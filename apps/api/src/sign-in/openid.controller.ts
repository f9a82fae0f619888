import { Controller, Inject, Logger, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type Conduct, type OpenIdBegun, OpenIdFailed } from '@lectern/conduct';
import {
  beginOpenId,
  beginOpenIdProof,
  finishOpenId,
  getSignInWays,
  PROOF_PAGE,
  type ProofResult,
  type QueryOf,
  type SignInWays,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Query } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';
import { giveSession } from './session-cookie.js';

/** What a browser brings back from the provider. It comes from another site, where a strict cookie would stay behind. */
const ATTEMPT_COOKIE = 'lectern_openid';
const attemptPath = beginOpenId.path;

/** Sign-in at an OpenID Connect provider: navigations of a browser, which end at one of the pages whatever happens. */
@Controller()
export class OpenIdController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(getSignInWays)
  ways(): SignInWays {
    return this.conduct.signIn.openid.ways();
  }

  @Serves(beginOpenId)
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.goOn(request, reply, () => this.conduct.signIn.openid.begin(originOf(request)));
  }

  @Serves(beginOpenIdProof)
  async beginProof(
    @CurrentActor() actor: Actor,
    @Query(beginOpenIdProof) { window }: QueryOf<typeof beginOpenIdProof>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.goOn(request, reply, () => this.conduct.signIn.openid.beginProof(actor, originOf(request), window));
  }

  @Serves(finishOpenId)
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const sealed = request.cookies[ATTEMPT_COOKIE];
    reply.clearCookie(ATTEMPT_COOKIE, { path: attemptPath });
    const search = new URL(request.url, originOf(request)).search;
    await settled(reply, async () => {
      const outcome = await this.conduct.signIn.openid.finish(sealed, search);
      if (outcome.kind === 'proven') return pageOf({ window: outcome.window, token: outcome.token });
      giveSession(outcome.signedIn, request, reply);
      return '/';
    });
  }

  private goOn(request: FastifyRequest, reply: FastifyReply, begin: () => Promise<OpenIdBegun>): Promise<void> {
    return settled(reply, async () => {
      const { address, sealed, seconds } = await begin();
      const secure = request.protocol === 'https';
      reply.setCookie(ATTEMPT_COOKIE, sealed, {
        path: attemptPath,
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: seconds,
      });
      return address;
    });
  }
}

const logger = new Logger('OpenID Connect');
const rootOf = (error: Error): Error => (error.cause instanceof Error ? rootOf(error.cause) : error);

/** Sends the browser on; after a sign-in that led nowhere, to the page that says so. */
async function settled(reply: FastifyReply, next: () => Promise<string>): Promise<void> {
  const address = await next().catch((error: unknown) => {
    if (!(error instanceof OpenIdFailed)) throw error;
    const { problem, window, cause } = error;
    if (cause instanceof Error) logger.warn(`${error.message}: ${rootOf(cause).message}`);
    return window === null ? `/sign-in#problem=${problem}` : pageOf({ window, problem });
  });
  await reply.redirect(address, 302);
}

const pageOf = (result: ProofResult): string => `${PROOF_PAGE}#${new URLSearchParams(result).toString()}`;

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;
