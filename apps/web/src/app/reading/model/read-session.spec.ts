import { draftSchema, questionSchema, submissionSchema, type OpenRead } from '@lectern/contracts';
import type { Outgoing } from './outbox.js';
import { ReadSession } from './read-session.js';

const read = {
  id: 'r1',
  study: 's1',
  caseLabel: 'K7',
  position: 1,
  of: 12,
  session: 1,
  sessions: 2,
  condition: { id: 'unaided', name: 'Without AI', aided: false },
  target: 'bleeding',
  questions: [questionSchema.parse({ id: 'bleeding', text: 'Bleeding?', kind: 'decision' })],
  images: { studyInstanceUid: '1.2', stacks: [{ orientation: 'axial', seriesInstanceUid: '1.2.3' }] },
  lease: 3,
  draft: null,
  prefetch: null,
} as unknown as OpenRead;

function setUp(
  over: Partial<OpenRead> = {},
  unsent: ConstructorParameters<typeof ReadSession>[2] = null,
  isHidden = false,
) {
  const sent: Outgoing[] = [];
  const timer: { act: (() => void) | null } = { act: null };
  let clock = 100;
  const session = new ReadSession(
    { ...read, ...over },
    {
      enqueue: (item) => sent.push(item),
      now: () => clock++,
      isHidden: () => isHidden,
      after: (_, act) => {
        timer.act = act;
        return () => (timer.act = null);
      },
    },
    unsent,
  );
  const seen = () => {
    session.seen();
    timer.act?.();
  };
  const answer = (value: 'present' | 'absent') => {
    session.form.set('bleeding', value);
    session.answered('bleeding');
  };
  return { session, sent, timer, seen, answer };
}

test('a read that is opened behind another page is hidden from its first moment', () => {
  const { session, sent } = setUp({}, null, true);
  session.sendEvents();
  const [batch] = sent as Extract<Outgoing, { kind: 'events' }>[];
  expect(batch?.body.events.map(({ kind }) => kind)).toEqual(['page-opened', 'hidden', 'sent']);
});

test('answers are saved together, a moment after the last', () => {
  const { session, sent, timer, answer } = setUp();
  answer('present');
  answer('absent');
  expect(sent).toEqual([]);
  timer.act?.();
  const body = { lease: 3, revision: 2, answers: { bleeding: 'absent' } };
  expect(sent).toEqual([{ study: 's1', read: 'r1', kind: 'draft', body }]);
  expect(draftSchema.safeParse(body).success).toBe(true);
  expect(session.isUnsaved()).toBe(true);
  session.saved(2, '2026-03-12T10:42:07.000Z');
  expect(session.isUnsaved()).toBe(false);
});

test('an incomplete read is not submitted, and says what is missing', () => {
  const { session, sent, seen } = setUp();
  seen();
  expect(session.submit()).toBe(false);
  expect([session.showsIssues(), session.state(), sent.length]).toEqual([true, 'reading', 0]);
});

test('nothing is answered before the images were on screen, nor handed in by the second press of the key that handed in the read before', () => {
  const { session, sent, timer } = setUp({ stage: 2, earlier: { bleeding: 'present' } });
  expect([session.mayAnswer(), session.submit()]).toEqual([false, false]);
  session.seen();
  expect([session.mayAnswer(), session.submit()]).toEqual([true, false]);
  expect([session.showsIssues(), sent.length]).toEqual([false, 0]);
  timer.act?.();
  expect(session.submit()).toBe(true);
  expect([session.mayAnswer(), session.maySubmit()]).toEqual([false, false]);
});

test('a submission is handed over once, with the last events and without the waiting draft', () => {
  const { session, sent, timer, seen, answer } = setUp();
  seen();
  session.sendEvents();
  answer('present');
  expect(session.submit()).toBe(true);
  expect(session.submit()).toBe(false);
  timer.act?.();
  expect(sent.map(({ kind }) => kind)).toEqual(['events', 'submission']);
  const submission = submissionSchema.parse(sent[1]?.body);
  expect(submission).toMatchObject({ lease: 3, revision: 2, sequence: 1, answers: { bleeding: 'present' } });
  expect(submission.finalEvents.map(({ kind }) => kind)).toEqual(['answered', 'submit']);
});

test('answers that an earlier page could not send stand over the older draft, and are saved again', () => {
  const draft = { revision: 4, answers: { bleeding: 'absent' as const }, savedAt: '2026-03-12T10:42:07.000Z' };
  const newer = setUp({ draft }, { revision: 6, answers: { bleeding: 'present' } });
  expect(newer.session.form.value('bleeding')).toBe('present');
  newer.timer.act?.();
  expect(newer.sent[0]?.body).toMatchObject({ revision: 7 });
  const older = setUp({ draft }, { revision: 3, answers: { bleeding: 'present' } });
  expect(older.session.form.value('bleeding')).toBe('absent');
  expect(older.timer.act).toBeNull();
});

test('a page that lost its lease sends nothing more', () => {
  const { session, sent, timer, seen, answer } = setUp();
  seen();
  answer('present');
  session.loseLease();
  timer.act?.();
  session.sendPending();
  expect(session.submit()).toBe(false);
  expect(sent).toEqual([]);
});

test('as the page goes away, draft and events leave at once', () => {
  const { session, sent, answer } = setUp();
  answer('present');
  session.sendPending();
  expect(sent.map(({ kind }) => kind)).toEqual(['draft', 'events']);
});

test('the page dims after the idle time of the protocol, and the first sign of the reader brightens it', () => {
  const { session, timer } = setUp({ dimAfterSeconds: 60 });
  expect(session.isDim()).toBe(false);
  timer.act?.();
  expect(session.isDim()).toBe(true);
  session.activity(500);
  expect(session.isDim()).toBe(false);
  expect(timer.act).not.toBeNull();
  session.close();
  expect(timer.act).toBeNull();
});

test('where the protocol does not dim, no time runs', () => {
  const { session, timer } = setUp();
  session.activity(500);
  expect(timer.act).toBeNull();
});
