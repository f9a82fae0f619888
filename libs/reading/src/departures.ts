import type { DisplayRequirement, ReadingEvent } from '@lectern/contracts';

/** What the record shows of itself that the plan does not allow, or that was done otherwise than planned. */
export type DepartureKind = 'time-limit' | 'order' | 'reopened' | 'washout' | 'documents' | 'display';

/** `subject`: the read, session or reader that it is about. The text is seen before the lock: no answer, truth or condition stands in it. */
export interface Departure {
  readonly kind: DepartureKind;
  readonly subject: string;
  readonly text: string;
}

type Display = Extract<ReadingEvent, { kind: 'display' }>;

export interface ConductedRead {
  readonly id: string;
  readonly session: number;
  readonly position: number;
  /** ms since 1970; null where it was never opened. */
  readonly openedAt: number | null;
  /** From 2: it was opened again. */
  readonly version: number;
  readonly overLimit: boolean;
  /** As the pages of the read reported them. */
  readonly displays: readonly Display[];
}

export interface ConductedSession {
  readonly id: string;
  readonly number: number;
  readonly openedAt: number | null;
  /** When its cases may be seen again by the plan that holds now; null where it has no washout before it. */
  readonly washoutEndsAt: number | null;
}

/** How one reader's reading went, as the record has it. */
export interface ConductedReading {
  readonly id: string;
  readonly reader: number;
  readonly sessions: readonly ConductedSession[];
  readonly reads: readonly ConductedRead[];
  /** When the last document of the protocol was signed; null where one is not signed; absent: there is none to sign. */
  readonly signedAt?: number | null;
  readonly display?: DisplayRequirement | undefined;
}

/** Every departure of one reader from the plan that holds now, in the order of sessions and positions. The same record gives the same. */
export function departuresOf(reading: ConductedReading): Departure[] {
  const reads = reading.reads.toSorted((a, b) => a.session - b.session || a.position - b.position);
  return [
    ...withoutDocuments(reading, reads),
    ...earlySessions(reading),
    ...outOfOrder(reading, reads),
    ...reads.filter(({ overLimit }) => overLimit).map((read) => departure('time-limit', reading, read, 'was answered after its time limit')), // prettier-ignore
    ...reads.flatMap((read) => belowRequirement(reading, read)),
  ];
}

function withoutDocuments({ id, reader, signedAt }: ConductedReading, reads: readonly ConductedRead[]): Departure[] {
  const first = Math.min(...reads.map(({ openedAt }) => openedAt ?? Infinity));
  if (signedAt === undefined || first === Infinity || (signedAt !== null && signedAt <= first)) return [];
  return [
    { kind: 'documents', subject: id, text: `Reader ${reader} read before every document of the protocol was signed` },
  ];
}

const DAY_MILLIS = 86_400_000;

function earlySessions({ reader, sessions }: ConductedReading): Departure[] {
  return sessions.flatMap(({ id, number, openedAt, washoutEndsAt }): Departure[] => {
    if (openedAt === null || washoutEndsAt === null || openedAt >= washoutEndsAt) return [];
    const days = ((washoutEndsAt - openedAt) / DAY_MILLIS).toFixed(1);
    const text = `Reader ${reader}, session ${number} began ${days} days before the end of the washout that the protocol asks for now`;
    return [{ kind: 'washout', subject: id, text }];
  });
}

/** Reads of a session are opened in the order of their positions, each once. */
function outOfOrder(reading: ConductedReading, reads: readonly ConductedRead[]): Departure[] {
  const latest = new Map<number, number>();
  return reads.flatMap((read): Departure[] => {
    const { session, openedAt, version } = read;
    if (version > 1) return [departure('reopened', reading, read, 'was opened again and answered anew')];
    if (openedAt === null) return [];
    const before = latest.get(session) ?? -Infinity;
    latest.set(session, Math.max(before, openedAt));
    return openedAt < before ? [departure('order', reading, read, 'was opened after reads that come later')] : [];
  });
}

function belowRequirement(reading: ConductedReading, read: ConductedRead): Departure[] {
  const { display } = reading;
  const lacks = display ? [...new Set(read.displays.flatMap((shown) => shortcomings(shown, display)))] : [];
  return lacks.length > 0 ? [departure('display', reading, read, `was shown below the display requirement: ${lacks.join(', ')}`)] : []; // prettier-ignore
}

const lights = ['dim', 'ordinary', 'bright'] as const;

function shortcomings(shown: Display, required: DisplayRequirement): string[] {
  const { width, height, pixelRatio, darkStepsSeen, roomLight } = shown;
  const [least, most] = [width, height].map((side) => side * pixelRatio).sort((a, b) => a - b) as [number, number];
  const needed = [required.width ?? 0, required.height ?? 0].sort((a, b) => a - b) as [number, number];
  return [
    ...(least < needed[0] || most < needed[1] ? [`${Math.round(width * pixelRatio)} x ${Math.round(height * pixelRatio)} pixels`] : []), // prettier-ignore
    ...(required.darkSteps !== undefined && (darkStepsSeen ?? 0) < required.darkSteps
      ? [darkStepsSeen === null ? 'dark squares not checked' : `${darkStepsSeen} of 8 dark squares seen`]
      : []),
    ...(required.roomLight !== undefined && (roomLight === null || lights.indexOf(roomLight) > lights.indexOf(required.roomLight)) // prettier-ignore
      ? [roomLight === null ? 'room light not told' : `${roomLight} room light`]
      : []),
  ];
}

function departure(
  kind: DepartureKind,
  { reader }: ConductedReading,
  { id, session, position }: ConductedRead,
  what: string,
): Departure {
  return { kind, subject: id, text: `Reader ${reader}, session ${session}, read ${position} ${what}` };
}
