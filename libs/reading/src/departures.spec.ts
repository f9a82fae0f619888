import { departuresOf, type ConductedRead, type ConductedReading } from './departures.js';

const read = (position: number, change: Partial<ConductedRead> = {}): ConductedRead => ({
  ...{
    id: `r${position}`,
    session: 1,
    position,
    openedAt: 1000 * position,
    version: 1,
    overLimit: false,
    displays: [],
  },
  ...change,
});
const reading = (change: Partial<ConductedReading> = {}): ConductedReading => ({
  id: 'reader-7',
  reader: 7,
  sessions: [{ id: 's1', number: 1, openedAt: 0, washoutEndsAt: null }],
  reads: [read(1), read(2), read(3)],
  ...change,
});
const kindsOf = (change: Partial<ConductedReading>) =>
  departuresOf(reading(change)).map(({ kind, subject }) => [kind, subject]);

test('reading as planned has none', () => {
  expect(departuresOf(reading({ signedAt: 0, display: { width: 1, darkSteps: 6 } }))).toEqual([]);
});

test('reads out of their order, opened again or late are named, wherever they stand in the list', () => {
  const late = read(2, { openedAt: 5000, overLimit: true });
  expect(kindsOf({ reads: [read(3), late, read(1)] })).toEqual([
    ['order', 'r3'],
    ['time-limit', 'r2'],
  ]);
  expect(kindsOf({ reads: [read(1), read(2, { openedAt: null }), read(3, { version: 2 })] })).toEqual([
    ['reopened', 'r3'],
  ]);
});

test('an order is one of a session: a second session begins anew', () => {
  expect(kindsOf({ reads: [read(1, { openedAt: 9000 }), read(1, { id: 'x', session: 2, openedAt: 1 })] })).toEqual([]);
});

test('a session before the washout that holds now, also where an amendment made it longer afterwards', () => {
  const session = { id: 's2', number: 2, openedAt: 500, washoutEndsAt: 500 + 36 * 3_600_000 };
  expect(departuresOf(reading({ sessions: [session, { ...session, id: 's3', washoutEndsAt: 500 }] }))).toEqual([
    { kind: 'washout', subject: 's2', text: expect.stringContaining('Reader 7, session 2 began 1.5 days before the end of the washout') as string }, // prettier-ignore
  ]);
});

test('reading without a signed document', () => {
  expect(kindsOf({ signedAt: null })).toEqual([['documents', 'reader-7']]);
  expect(kindsOf({ signedAt: 1001 })).toEqual([['documents', 'reader-7']]);
  expect(kindsOf({ signedAt: 1000 })).toEqual([]);
  expect(kindsOf({ signedAt: null, reads: [] })).toEqual([]);
});

test('a display below the requirement says in what, once a read', () => {
  const display = { kind: 'display', atMillis: 0, width: 1000, height: 700, pixelRatio: 2, darkStepsSeen: 5, roomLight: 'bright' } as const; // prettier-ignore
  const shown = (change: object) =>
    departuresOf(
      reading({
        display: { width: 1600, height: 1200, darkSteps: 6, roomLight: 'ordinary' },
        reads: [
          read(1, {
            displays: [
              { ...display, ...change },
              { ...display, ...change },
            ],
          }),
        ],
      }),
    ).map(({ text }) => text.replace(/.*: /, ''));
  expect(shown({})).toEqual(['5 of 8 dark squares seen, bright room light']);
  expect(shown({ pixelRatio: 1 })).toEqual(['1000 x 700 pixels, 5 of 8 dark squares seen, bright room light']);
  expect(shown({ darkStepsSeen: null, roomLight: null })).toEqual(['dark squares not checked, room light not told']);
  expect(shown({ width: 700, height: 1000, darkStepsSeen: 6, roomLight: 'dim' })).toEqual([]); // a screen may stand upright
});
