import type { Day } from '@lectern/reading';

/** The day of an instant where the reader is: from midnight to midnight on their clock, 23 to 25 hours long. */
export function dayOf(instant: Date, timeZone: string | null): Day {
  const zone = timeZone ?? 'UTC';
  const { year, month, day } = localDate(instant, zone);
  return { startsAt: midnight(year, month, day, zone), endsAt: midnight(year, month, day + 1, zone) };
}

/** Whether a name is one of the IANA time zones that this platform knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The instant at which a date begins. Its offset is looked up near it, and again at what was found, since it may change that night. */
function midnight(year: number, month: number, day: number, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day);
  const once = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(once, timeZone);
}

/** How far local clocks are ahead of UTC at an instant, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localDate(new Date(instant), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function localDate(instant: Date, timeZone: string): Record<Field, number> {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const value = (type: Field): number => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
    second: value('second'),
  };
}
