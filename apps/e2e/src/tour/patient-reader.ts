import { setTimeout as wait } from 'node:timers/promises';
import {
  beginSession,
  getReading,
  type OpenRead,
  postEvents,
  type ReadingEvent,
  type ReadingState,
  type StudyId,
  submitRead,
} from '@lectern/contracts';
import type { HttpSession } from '../../../../tools/simulated-readers/http-session.js';

/** Between two movements of the reader, below every limit of idleness. */
const STEP = 5; // s
const ABSENT = { present: 'absent', likelihood: 4, confidence: 4 } as const;

/** Begins what is ready, looks at the first case for so many real seconds, moving, and says that nothing is there. @returns what follows */
export async function readPatiently(session: HttpSession, study: StudyId, seconds: number): Promise<ReadingState> {
  const { api } = session;
  const { now } = await api.call(getReading, { study });
  const begun = now.state === 'session-ready' ? await api.call(beginSession, { study }) : now;
  if (begun.state !== 'reading') throw new Error(`nothing is to be read: ${begun.state}`);
  const { id, lease, stage }: OpenRead = begun.read;
  const params = { study, read: id };
  const at = (kind: 'page-opened' | 'first-image' | 'activity' | 'submit'): ReadingEvent => ({ kind, atMillis: Date.now() }); // prettier-ignore
  await api.call(postEvents, params, { lease, sequence: 0, events: [at('page-opened'), at('first-image')] });
  let sequence = 1;
  for (let passed = 0; passed < seconds; passed += STEP) {
    await wait(1_000 * Math.min(STEP, seconds - passed));
    await api.call(postEvents, params, { lease, sequence: sequence++, events: [at('activity')] });
  }
  const answer = { stage, lease, revision: 1, answers: ABSENT, sequence, finalEvents: [at('submit')] };
  return (await api.call(submitRead, params, answer)).next;
}
