// One reader before a browser in a sequential design: the answer without AI is locked, the AI comes over the same images, and the answer is given again.
import { join } from 'node:path';
import { type Submission, listAudit } from '@lectern/contracts';
import type { Browser, Page } from 'playwright-core';
import { ballCase } from './reading-harness/ball-case.js';
import { csvRows } from './reading-harness/csv-rows.js';
import { type FrozenStudy, frozenStudy } from './reading-harness/frozen-study.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { ReaderAtScreen } from './reading-harness/reader-at-screen.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const cases = [ballCase('with', [12, -30, 45], true), ballCase('without', [-20, 8, -15], false)];
const protocol = readingProtocol.replace(
  /design:\n(?: .*\n)+/,
  'design: { kind: sequential, stages: [unaided, aided], sessions: 1 }\n',
);

/** Both stages of one read as the browser sent them. */
interface SeenRead {
  readonly first: Submission;
  readonly second: Submission;
}

let lectern: LecternUp;
let browser: Browser;
let frozen: FrozenStudy;
let reader: ReaderAtScreen;
const seen: SeenRead[] = [];

beforeAll(async () => {
  lectern = await lecternUp(models);
  browser = await launchChromium();
  frozen = await frozenStudy(lectern.firstLink, protocol, cases, { name: 'Reader of both stages', kind: 'person' });
  reader = await ReaderAtScreen.signIn(browser, frozen.link);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lectern?.stop();
});

test('the AI comes over the images as they stand, and a second press of the key does not hand its stage in', async () => {
  let state = await reader.begin();
  while (state.state === 'reading') {
    const { read } = state;
    expect([read.stage, read.condition.aided, read.ai]).toEqual([1, false, undefined]);
    await reader.see(read);
    await reader.turnSlice();
    await reader.answer({ likelihood: 60, confidence: 2 });
    await reader.markSpot(70);
    const before = await reader.slices();
    const first = reader.nextSubmission();
    await pressAgainOnceAided(reader.page);
    const revealed = await reader.submit();
    if (revealed.state !== 'reading') throw new Error(`No second stage, but ${revealed.state}`);
    expect([revealed.read.id, revealed.read.stage, revealed.read.condition.aided]).toEqual([read.id, 2, true]);
    await reader.seeOverlay();
    expect(await reader.slices()).toEqual(before);
    await reader.seeMarks(1);
    await reader.maySubmit();
    await reader.answer({ likelihood: 65, confidence: 5 });
    await reader.page.locator('[data-question="confidence"] label:has(input:checked)', { hasText: '5' }).waitFor();
    const second = reader.nextSubmission();
    state = await reader.submit();
    seen.push({ first: await first, second: await second });
  }
  expect(seen.map(({ first, second }) => [first.stage, second.stage])).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(reader.problems).toEqual([]);
}, 180_000);

/** The key that submits, pressed a second time in the very moment in which the page shows the next stage. */
function pressAgainOnceAided(page: Page): Promise<void> {
  return page.evaluate(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('.room.aided')) return;
      observer.disconnect();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    });
    observer.observe(document.body, { subtree: true, attributes: true, childList: true });
  });
}

test('what the second stage reports is its own: it begins with what lies over the images, and never with images anew', () => {
  for (const { second } of seen) {
    const kinds = second.finalEvents.map(({ kind }) => kind);
    expect(kinds).toContain('overlay-shown');
    expect(kinds).not.toContain('page-opened');
    expect(kinds).not.toContain('first-image');
  }
});

test('the record holds both answers, the first as it was, and the time of each stage', async () => {
  const { session, coordinator, study } = frozen;
  for (const act of ['read.stage-submitted', 'read.submitted'])
    expect(await session.api.all(listAudit, { study, act })).toHaveLength(cases.length);
  await coordinator.lock(study);
  await coordinator.analysis(study);
  const rows = csvRows(
    new TextDecoder().decode(await session.bytes(`/api/studies/${study}/analysis/reads.csv`, 'text/csv')),
  );
  expect(rows).toHaveLength(4);
  for (const read of new Set(rows.map((row) => row.read))) {
    const [first, second] = rows
      .filter((row) => row.read === read)
      .toSorted((a, b) => Number(a.stage) - Number(b.stage));
    expect(first).toMatchObject({
      condition: 'unaided',
      stage: '1',
      answer_confidence: '2',
      ai_score: '',
      time_flags: '',
    });
    expect(second).toMatchObject({
      condition: 'aided',
      stage: '2',
      answer_likelihood: '65',
      answer_confidence: '5',
      time_flags: '',
    });
    expect(second?.ai_score).not.toBe('');
    const seconds = (row: typeof first, column: string): number => Number(row?.[column]);
    expect(seconds(first, 'overlay_seconds')).toBe(0);
    expect(seconds(second, 'overlay_seconds')).toBeGreaterThan(0);
    for (const time of ['elapsed_seconds', 'active_seconds'])
      expect(seconds(second, time)).toBeCloseTo(seconds(first, time) + seconds(second, `stage_${time}`), 3);
    expect(seconds(second, 'stage_elapsed_seconds')).toBeGreaterThanOrEqual(0.5);
  }
}, 120_000);
