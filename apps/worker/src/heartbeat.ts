import { Context } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';

/** Every beat is sent, so that a worker counts as lost only after it missed several in a row (milliseconds). */
export const BEAT_MILLIS = 4_000;

/** Beats for every activity while it runs, so that the work of a killed worker is given to another within seconds instead of at its time limit. */
export class Heartbeat implements ActivityInboundCallsInterceptor {
  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const context = Context.current();
    const beat = setInterval(() => context.heartbeat(), BEAT_MILLIS);
    try {
      return await next(input);
    } finally {
      clearInterval(beat);
    }
  }
}
