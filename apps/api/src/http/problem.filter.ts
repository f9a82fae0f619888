import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ConductError, Damaged, type FailureKind } from '@lectern/conduct';
import type { Problem } from '@lectern/contracts';
import { PreconditionRequired } from './precondition.guard.js';
import { SignInRequired } from './sign-in-required.js';

const statusOf: Record<FailureKind, number> = {
  'not-found': 404,
  conflict: 409,
  stale: 412,
  refused: 403,
  invalid: 422,
  'not-acceptable': 406,
  damaged: 500,
};

/** Every error leaves the API as problem+json (RFC 9457); what is not foreseen is logged whole and sent without its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');
  private readonly damaged = new Set<string>();

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = this.problemOf(error);
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      .send(problem);
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof Damaged) this.tell(error);
    if (error instanceof ConductError) {
      const { code, message, remedy, issues } = error;
      return {
        type: code,
        title: message,
        status: statusOf[error.kind],
        remedy,
        issues: issues.length > 0 ? [...issues] : undefined,
      };
    }
    if (error instanceof SignInRequired) {
      return {
        type: 'sign-in-required',
        title: error.message,
        status: 401,
        remedy: 'Open your sign-in link, or ask the coordinator for a new one.',
      };
    }
    if (error instanceof PreconditionRequired) {
      return {
        type: 'precondition-required',
        title: error.message,
        status: 428,
        remedy: `Give the ETag of what you have seen (${error.tagged}) as If-Match; /api/openapi.json says where it is.`,
      };
    }
    if (error instanceof HttpException) return { type: 'about:blank', title: error.message, status: error.getStatus() };
    const status = (error as { statusCode?: unknown }).statusCode;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return { type: 'about:blank', title: (error as Error).message, status };
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return {
      type: 'internal',
      title: 'The server failed at this request',
      status: 500,
      remedy: 'Try again; if it stays, tell the administrator the time.',
    };
  }

  /** Once an object: a viewer asks for each of its frames. */
  private tell({ object, found }: Damaged): void {
    if (this.damaged.has(object)) return;
    this.damaged.add(object);
    this.logger.error(`The stored object ${object} is damaged: ${found}`);
  }
}
