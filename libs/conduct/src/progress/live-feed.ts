import type { BundleExportState, LiveEventName, Progress, StudyId } from '@lectern/contracts';
import type { LiveEvent, LiveOptions } from '../conduct.js';
import { entityTag } from '../entity-tag.js';

/** What the feed is made of: questions to the record, and a call after each change of it. */
export interface LiveSources {
  progress(study: StudyId): Promise<Progress>;
  exports(study: StudyId): Promise<BundleExportState[]>;
  onChange(study: StudyId, note: () => void): Promise<() => void>;
}

/** Changes within this time are told as one. */
const gatherMillis = 200;

/**
 * Tells the state of a study as events: at first what the follower does not have yet, then what each change made new. An event's id says all that was told up to
 * it, so a follower who comes back with the last one misses nothing and hears nothing twice, whichever server answers.
 * @returns a function that ends it
 */
export async function follow(
  sources: LiveSources,
  study: StudyId,
  { after, withExports, onEvent }: LiveOptions,
): Promise<() => void> {
  const told = seenBy(after);
  const tell = async (): Promise<void> => {
    const progress = await sources.progress(study);
    const exports = withExports ? await sources.exports(study) : null;
    const states: [LiveEventName, unknown, unknown][] = [['progress', progress, { ...progress, at: null }]];
    if (exports) states.push(['exports', exports, exports]);
    for (const [event, data, lasting] of states) {
      const tag = entityTag(lasting).slice(1, 17);
      if (told[event] === tag) continue;
      told[event] = tag;
      onEvent({ id: `${told.progress ?? ''}.${told.exports ?? ''}`, event, data } as LiveEvent);
    }
  };
  let last: Promise<void> = Promise.resolve();
  const tellInTurn = (): Promise<void> => (last = last.catch(() => undefined).then(tell));
  const gathered = gather(tellInTurn);
  const stop = await sources.onChange(study, gathered.note); // before the first look: a change meanwhile is told after it
  await tellInTurn();
  return () => {
    stop();
    gathered.end();
  };
}

function seenBy(after: string | null): Partial<Record<LiveEventName, string>> {
  const [progress, exports] = after?.split('.') ?? [];
  return { ...(progress && { progress }), ...(exports && { exports }) };
}

/** Runs a task once for changes that come close together, never twice at a time, and once more if something changed meanwhile. */
function gather(task: () => Promise<void>): { note: () => void; end: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let running = false;
  let again = false;
  let ended = false;
  const run = async (): Promise<void> => {
    timer = null;
    running = true;
    await task().catch(() => undefined); // the record is away: the next change, or the reconnection, tells
    running = false;
    if (again) note();
  };
  const note = (): void => {
    if (ended) return;
    again = running;
    if (!running) timer ??= setTimeout(() => void run(), gatherMillis);
  };
  return {
    note,
    end: () => {
      ended = true;
      if (timer) clearTimeout(timer);
    },
  };
}
