import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, type Conduct, NotFound, Refused } from '@lectern/conduct';
import { type Permission, studyIdSchema } from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { PERMISSION, SERVES_IMAGES, WRITES_STUDY } from './serves.decorator.js';
import { intakeTokenOf, type SendingRequest, sessionTokenOf, type SignedInRequest } from './signed-in-request.js';
import { SignInRequired } from './sign-in-required.js';

/**
 * Lets a request through only where its route declares a permission and its actor holds it. Everything else is denied, and whatever would write to a locked
 * study is a conflict (the acts ask again in their transactions).
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(CONDUCT) private readonly conduct: Conduct,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    if (permission === undefined) throw new Refused('undeclared', 'This route declares no permission');
    if (permission === 'public') return true;
    if (permission === 'intake:send') return this.admitSender(context.switchToHttp().getRequest<SendingRequest>());

    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const actor = await this.actorOf(request, this.reflector.get(SERVES_IMAGES, context.getHandler()) === true);
    if (!actor) throw new SignInRequired();
    request.actor = actor;
    if (permission === 'signed-in') return true;

    const named = studyIdSchema.safeParse((request.params as Record<string, unknown>).study);
    const held = await this.conduct.access.permissions(actor, named.success ? named.data : null);
    if (held.has(permission)) {
      if (named.success && this.reflector.get(WRITES_STUDY, context.getHandler()))
        await this.conduct.access.assertOpen(named.data);
      return true;
    }
    // Who has no part in a study does not learn that it exists.
    if (named.success && !heldInStudy(held)) throw new NotFound('no-study', 'There is no such study for you');
    throw new Refused('not-granted', 'Your role does not include this');
  }

  private async actorOf(request: SignedInRequest, servesImages: boolean): Promise<Actor | null> {
    const token = sessionTokenOf(request);
    if (token === undefined) return null;
    return servesImages
      ? this.conduct.images.visitorOf(token, studyUidOf(request))
      : this.conduct.signIn.actorOf(token);
  }

  private async admitSender(request: SendingRequest): Promise<true> {
    const token = intakeTokenOf(request);
    const sender = token === undefined ? null : await this.conduct.arrivals.senderOf(token);
    if (!sender)
      throw new SignInRequired('Send a token for this study as bearer token, or as the password of HTTP Basic');
    request.sender = sender;
    return true;
  }
}

/** The DICOM study that an image is asked of; none is called by the empty name. */
function studyUidOf({ params, query }: SignedInRequest): string {
  const { study } = params as { study?: string };
  const { StudyInstanceUID: queried } = query as { StudyInstanceUID?: unknown };
  return study ?? (typeof queried === 'string' ? queried : '');
}

const heldInStudy = (held: ReadonlySet<Permission>): boolean =>
  [...held].some((each) => each.startsWith('study:') || each === 'read:own');
