import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Inject } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CHANGES } from './serves.decorator.js';

/** A change was asked for without saying of what state. */
export class PreconditionRequired extends Error {
  override readonly name = 'PreconditionRequired';
  constructor(readonly tagged: string) {
    super('This change must say of which state it is made');
  }
}

/** Refuses a change that names no state (RFC 6585, 3): it could undo what somebody else has done meanwhile. */
@Injectable()
export class PreconditionGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const tagged = this.reflector.get<string | undefined>(CHANGES, context.getHandler());
    if (tagged !== undefined && !context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'])
      throw new PreconditionRequired(tagged);
    return true;
  }
}
