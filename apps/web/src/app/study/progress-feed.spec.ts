import type { Progress } from '@lectern/contracts';
import { ProgressFeed, type Stream } from './progress-feed.js';

const progress = {
  study: 's1',
  phase: 'reading',
  at: '2026-03-12T10:42:07.000Z',
  cases: { planned: 12, received: 12, stored: 0, ready: 12, refused: 0 },
  inference: { planned: 12, done: 12, failed: 0 },
  reads: { planned: 96, submitted: 7 },
  pooledActiveSeconds: null,
  readers: [],
  analysis: 'none',
  entries: 12,
} as unknown as Progress;

class FakeStream implements Stream {
  onopen: Stream['onopen'] = null;
  readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  onerror: Stream['onerror'] = null;
  closed = false;
  addEventListener(event: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(event, listener);
  }
  say(event: string, data: unknown): void {
    this.listeners.get(event)?.(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
  close(): void {
    this.closed = true;
  }
}

function setUp() {
  const streams: FakeStream[] = [];
  const seen: number[] = [];
  const modes: string[] = [];
  const bundles: string[] = [];
  const timer: { tick: (() => void) | null } = { tick: null };
  let polls = 0;
  const feed = new ProgressFeed({
    open: () => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    poll: async () => {
      polls++;
      return progress;
    },
    onProgress: (now) => seen.push(now.reads.submitted),
    onExports: (exports) => bundles.push(...exports.map(({ step }) => step)),
    onMode: (mode) => modes.push(mode),
    every: (_, act) => {
      timer.tick = act;
      return () => (timer.tick = null);
    },
  });
  feed.start();
  return { feed, streams, seen, modes, bundles, timer, polls: () => polls };
}

test('takes what the stream says', () => {
  const { streams, seen, modes } = setUp();
  streams[0]?.onopen?.(new Event('open'));
  streams[0]?.say('progress', { ...progress, reads: { planned: 96, submitted: 8 } });
  expect(seen).toEqual([8]);
  expect(modes).toEqual(['live']);
});

test('takes how far bundles are', () => {
  const { streams, bundles } = setUp();
  const one = { id: 'e1', state: 'running', step: 'packing', reason: null, requestedAt: progress.at };
  streams[0]?.say('exports', [{ ...one, sha256: null, bytes: null }]);
  expect(bundles).toEqual(['packing']);
});

test('passes over a message that is no progress', () => {
  const { streams, seen } = setUp();
  streams[0]?.say('progress', { study: 's1' });
  expect(seen).toEqual([]);
});

test('asks by itself while the stream is broken, and stops asking when it stands again', () => {
  const { streams, modes, timer, polls } = setUp();
  streams[0]?.onerror?.(new Event('error'));
  streams[0]?.onerror?.(new Event('error'));
  expect(modes).toEqual(['polling']);
  for (let count = 0; count < 6; count++) timer.tick?.();
  expect(polls()).toBe(7);
  expect(streams).toHaveLength(2);
  expect(streams[0]?.closed).toBe(true);
  streams[1]?.onopen?.(new Event('open'));
  expect(timer.tick).toBeNull();
  expect(modes).toEqual(['polling', 'live']);
});

test('stop ends stream and questions', () => {
  const { feed, streams, timer } = setUp();
  streams[0]?.onerror?.(new Event('error'));
  feed.stop();
  expect(streams[0]?.closed).toBe(true);
  expect(timer.tick).toBeNull();
});
