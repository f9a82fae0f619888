import type { ReadingState, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Invalid } from '../errors.js';
import { isTimeZone } from './reader-day.js';
import { readingState } from './reading-state.js';
import { takeSeat } from './seat.js';

/** Where the reader's clock stands: their days and dates are counted by it from now on. A change is in the record, since a quota may follow from it. */
export async function setTimeZone(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  timeZone: string,
): Promise<ReadingState> {
  if (!isTimeZone(timeZone))
    throw new Invalid('no-time-zone', `${timeZone} is no time zone.`, 'Give its IANA name, as Europe/Berlin.');
  return records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    const { reader } = seat;
    if (reader.timeZone !== timeZone) {
      await tx.readers.setTimeZone(reader.id, timeZone);
      await tx.audit.append(study, {
        by: { id: actor.user, name: actor.name },
        act: 'reader.time-zone',
        subject: reader.id,
        before: { timeZone: reader.timeZone },
        after: { timeZone },
      });
    }
    return readingState(tx, { ...seat, reader: { ...reader, timeZone } }, tx.now);
  });
}
