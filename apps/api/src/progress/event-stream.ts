import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LiveEvent } from '@lectern/conduct';

/** A comment line at this interval keeps proxies from closing a quiet stream; whether its follower still may is asked again as often (ms). */
export const HEARTBEAT_MILLIS = 15_000;

/** When a browser that lost the stream comes back (ms). */
const RETRY_MILLIS = 3_000;

export interface EventStreamOptions {
  /** Begins to tell. @returns a function that ends it */
  follow(onEvent: (event: LiveEvent) => void): Promise<() => void>;
  /** Whether the follower is still signed in and permitted; asked at each heartbeat. */
  stillMay(): Promise<boolean>;
  readonly heartbeatMillis?: number;
}

/** Server-sent events (WHATWG HTML, 9.2) until the follower leaves or may not follow any more. */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  { follow, stillMay, heartbeatMillis = HEARTBEAT_MILLIS }: EventStreamOptions,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write(`retry: ${RETRY_MILLIS}\n\n`);
  let unfollow = (): void => undefined;
  let ended = false;
  const end = (): void => {
    ended = true;
    clearInterval(heartbeat);
    unfollow();
    raw.end();
  };
  const beat = async (): Promise<void> => {
    if (await stillMay().catch(() => true)) raw.write(':\n\n');
    else end();
  };
  const heartbeat = setInterval(() => void beat(), heartbeatMillis);
  request.raw.once('close', end);
  try {
    unfollow = await follow((event) => {
      if (!ended) raw.write(textOf(event));
    });
    if (ended) unfollow();
  } catch (error) {
    end(); // the follower comes back by itself
    throw error;
  }
}

/** JSON has no line breaks, so an event's data is one line. */
const textOf = ({ id, event, data }: LiveEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Id of the last event that the follower has: browsers send it when they come back. */
export function lastEventIdOf({ headers }: FastifyRequest): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && /^[0-9a-f]{0,16}\.[0-9a-f]{0,16}$/.test(id) ? id : null;
}
