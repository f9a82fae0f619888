import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { type Submission, type SubmittedRead, listAudit } from '@lectern/contracts';
import type { Browser, BrowserContext, Route } from 'playwright-core';
import { ballCase } from './reading-harness/ball-case.js';
import { type FrozenStudy, frozenStudy } from './reading-harness/frozen-study.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { ReaderAtKeyboard } from './reading-harness/reader-at-keyboard.js';
import { ReaderAtScreen } from './reading-harness/reader-at-screen.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { TimeWitness, type Witnessed } from './reading-harness/time-witness.js';
import { opensRead } from './reading-harness/traffic.js';
import { type KillableChromium, killableChromium, launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const cases = [ballCase('with', [12, -30, 45], true), ballCase('without', [-20, 8, -15], false)];
const IDLE_LIMIT = 10_000; // ms; the shortest that a protocol may have
/** How far recorded time may be from what the script did (ms). */
const TOLERANCE = 100;

let lectern: LecternUp;
let frozen: FrozenStudy;
let chromium: KillableChromium;
let later: Browser;
let context: BrowserContext;
let witness: TimeWitness;
let reader: ReaderAtKeyboard;
/** Instant of the last submission, ms since 1970: what is witnessed after it belongs to the next read. */
let since = 0;

beforeAll(async () => {
  lectern = await lecternUp(models);
  const protocol = `${readingProtocol}timing: { idleLimitSeconds: ${IDLE_LIMIT / 1000} }\n`;
  frozen = await frozenStudy(lectern.firstLink, protocol, cases, { name: 'Reader by a script', kind: 'person' });
  chromium = await killableChromium();
  context = await chromium.browser.newContext({ viewport: { width: 1440, height: 900 } });
  witness = await TimeWitness.open(context);
  reader = await ReaderAtKeyboard.at(witness.of, frozen.link);
}, 240_000);

afterAll(async () => {
  await chromium?.kill();
  await later?.close();
  await lectern?.stop();
});

test('neither the loading of the images nor a pause is active time', async () => {
  const held = 1_500;
  await context.route('**/frames/**', async (route) => {
    await wait(held);
    await route.continue();
  });
  await reader.begin();
  await reader.page.locator('lectern-answer-panel').waitFor();
  await reader.page.keyboard.press('y'); // no answer to what has not been seen
  const shown = await witness.first('shown', since);
  await reader.holds([null, '', null]);
  await context.unrouteAll({ behavior: 'wait' }); // the other slices are on their way
  await wait(700);
  await reader.page.keyboard.press('p');
  await reader.page.getByText('Paused').first().waitFor();
  await wait(1_500);
  await reader.page.keyboard.press('p');
  await reader.page.getByText('Paused').first().waitFor({ state: 'detached' });
  await reader.answer(20, 4);
  // the page goes behind another before the next case is opened in it
  const { times, seen, submit } = await submitted(() => witness.turn('hidden'));
  const [begin, pause, resume] = [at(seen, 'key Enter'), at(seen, 'key p'), at(seen, 'key p', 1)];
  expect(shown - begin).toBeGreaterThan(held);
  expect(resume - pause).toBeGreaterThan(1_400);
  expectNear(times.activeMillis, pause - shown + (submit - resume));
  expectNear(times.elapsedMillis, submit - shown);
  expect(times.flags).toEqual([]);
}, 120_000);

test('a page behind another is not read: when a case is opened in it, and in the middle of one', async () => {
  const shown = await witness.first('shown', since);
  await wait(1_000);
  await witness.turn('visible');
  await wait(600);
  await witness.turn('hidden');
  await wait(1_200);
  await witness.turn('visible');
  await reader.answer(30, 3);
  const { times, seen, submit } = await submitted();
  const [came, went, again] = [at(seen, 'visible'), at(seen, 'hidden', 1), at(seen, 'visible', 1)];
  expect(at(seen, 'hidden')).toBeLessThan(shown);
  expect(came - shown).toBeGreaterThan(900);
  expectNear(times.activeMillis, went - came + (submit - again));
  expectNear(times.elapsedMillis, submit - shown);
  expect(times.flags).toEqual([]);
}, 120_000);

test('a reader who sits idle counts up to the limit, from the last move of the pointer over the images', async () => {
  await reader.begin();
  const shown = await witness.first('shown', since);
  for (const x of [200, 220, 240, 260]) {
    await reader.page.mouse.move(x, 400);
    await wait(250);
  }
  await wait(IDLE_LIMIT + 2_500);
  await reader.answer(40, 2);
  const { times, seen, submit } = await submitted();
  const still = last(seen, 'pointer');
  const wakes = seen.find((each) => each.what.startsWith('key') && each.at > still)?.at ?? NaN;
  expect(wakes - still).toBeGreaterThan(IDLE_LIMIT + 2_000);
  expectNear(times.activeMillis, still - shown + IDLE_LIMIT + (submit - wakes));
  expectNear(times.activeByIdleLimit['none'] ?? null, submit - shown);
  expect(times.flags).toEqual([]);
}, 120_000);

test('after a browser that was killed in the middle of a read it goes on where it was: answers, marks, slices and time', async () => {
  const shown = await witness.first('shown', since);
  const before = ReaderAtScreen.at(reader.page);
  await before.turnSlice();
  const slices = await before.slices();
  await before.answer({ likelihood: 60, confidence: 2 });
  await before.markSpot(90);
  await before.seeMarks(1);
  await reader.saved();
  const left = (await witness.since(since)).findLast(({ what }) => what.startsWith('key'))?.at ?? NaN;
  await witness.arrived(left);
  const address = reader.page.url();
  const { cookies } = await context.storageState();
  const wayBefore = witness.longestWay;
  await chromium.kill();
  await wait(1_500);

  later = await launchChromium();
  context = await later.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  witness = await TimeWitness.open(context);
  reader = await ReaderAtKeyboard.at(witness.of, address);
  const shownAgain = await witness.first('shown', since);
  await reader.holds(['Y', '60', '2']);
  const after = ReaderAtScreen.at(reader.page);
  await after.seeMarks(1);
  expect(await after.slices()).toEqual(slices);
  const { times, answers, submit } = await submitted();
  expectNear(times.activeMillis, left - shown + (submit - shownAgain));
  // two pages on two clocks, each laid over the server's by what arrived from it
  expectNear(times.elapsedMillis, submit - shown, TOLERANCE + Math.max(wayBefore, witness.longestWay));
  expect(times.flags).toEqual(['taken-over']);
  expect(answers['findings']).toMatchObject([{ rating: 90, marks: [{ tool: 'point' }] }]);
  await reader.page.getByText('You have read everything').waitFor();
  const { session, study } = frozen;
  const reads = (await session.api.all(listAudit, { study, act: 'read.submitted' })).map(({ subject }) => subject);
  expect([reads.length, new Set(reads).size]).toEqual([4, 4]);
}, 180_000);

interface Submitted {
  readonly times: SubmittedRead['times'];
  readonly answers: Submission['answers'];
  /** From the submission before. */
  readonly seen: readonly Witnessed[];
  readonly submit: number;
}

/** Submits by key. @param meanwhile is done before the submission leaves the browser, and with it before the next read is opened */
async function submitted(meanwhile: () => Promise<void> = async () => undefined): Promise<Submitted> {
  const release = async (route: Route): Promise<void> => {
    await meanwhile();
    await route.continue();
  };
  await context.route('**/submission', release, { times: 1 });
  const [response] = await Promise.all([reader.page.waitForResponse(opensRead), reader.submit()]);
  const { times } = (await response.json()) as SubmittedRead;
  const { answers } = response.request().postDataJSON() as Submission;
  const seen = await witness.since(since);
  since = last(seen, 'key Enter');
  return { times, answers, seen, submit: since };
}

function at(seen: readonly Witnessed[], what: string, index = 0): number {
  return seen.filter((each) => each.what === what)[index]?.at ?? NaN;
}

function last(seen: readonly Witnessed[], what: string): number {
  return seen.findLast((each) => each.what === what)?.at ?? NaN;
}

function expectNear(recorded: number | null, scripted: number, tolerance = TOLERANCE): void {
  expect(Math.abs((recorded ?? NaN) - scripted)).toBeLessThanOrEqual(tolerance);
}
