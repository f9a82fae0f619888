import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { entityTag } from '@lectern/conduct';
import { TAGGED } from './serves.decorator.js';

/** Gives the answers of tagged operations their ETag. */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get(TAGGED, context.getHandler())) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((shown: unknown) => {
        if (shown !== undefined) reply.header('etag', entityTag(shown));
        return shown;
      }),
    );
  }
}
