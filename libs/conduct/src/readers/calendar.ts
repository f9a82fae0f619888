import type { StudyId } from '@lectern/contracts';
import type { Actor, ServedBytes } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict } from '../errors.js';
import { seatOf } from '../reading/seat.js';
import { standingOf } from '../reading/standing.js';

/**
 * The reader's next date as a calendar file (RFC 5545): when the session opens for which they wait. An instant in UTC, which their calendar shows in its own time zone.
 *
 * @throws Conflict where nothing is waited for
 */
export async function sessionCalendar(
  { records, clock }: ConductDeps,
  actor: Actor,
  study: StudyId,
): Promise<ServedBytes> {
  const seat = await seatOf(records.read, actor, study);
  const { step } = await standingOf(records.read, seat, clock.now());
  if (step.step !== 'wait')
    throw new Conflict('nothing-waited-for', 'No session is waited for.', 'You can read now, or have read everything.');
  const opensAt = new Date(step.opensAt);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lectern//Reader study//EN',
    'BEGIN:VEVENT',
    `UID:${study}-${seat.reader.id}-session-${step.session}@lectern`,
    `DTSTAMP:${basic(clock.now())}`,
    `DTSTART:${basic(opensAt)}`,
    `DTEND:${basic(new Date(step.opensAt + 3_600_000))}`,
    `SUMMARY:${escaped(`${seat.protocol.title}: session ${step.session} opens`)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT0S',
    `DESCRIPTION:${escaped(`Session ${step.session} is open`)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const text = lines.flatMap(folded).join('\r\n') + '\r\n';
  return { bytes: Buffer.from(text), contentType: 'text/calendar; charset=utf-8' };
}

const basic = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines of at most 75 octets (RFC 5545, 3.1), never cut inside a character. */
function folded(line: string): string[] {
  const parts = [''];
  for (const character of line) {
    const part = parts.at(-1) ?? '';
    if (Buffer.byteLength(part + character) > 75) parts.push(` ${character}`);
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}
