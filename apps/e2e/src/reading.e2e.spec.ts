import { join } from 'node:path';
import {
  type Finding,
  type OpenRead,
  type ReadingState,
  type ViewerEventBody,
  listAudit,
  verifyAudit,
} from '@lectern/contracts';
import { htj2kLossless } from '@lectern/dicom';
import type { Browser } from 'playwright-core';
import { ballCase } from './reading-harness/ball-case.js';
import { storeEverywhere } from './reading-harness/browser-storage.js';
import { csvRows } from './reading-harness/csv-rows.js';
import { type FrozenStudy, frozenStudy } from './reading-harness/frozen-study.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { ReaderAtScreen } from './reading-harness/reader-at-screen.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { type DicomJson, type Exchange } from './reading-harness/traffic.js';
import { PIXEL_SPACING, type Point, SLICE_SPACING, distance } from './viewer-harness/test-images.js';
import { launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const centres: readonly [Point, Point] = [
  [12, -30, 45],
  [-20, 8, -15],
];
// The second ball is a mimic: as bright, and by the reference standard no haemorrhage. So both have an AI result to be blinded to.
const cases = [ballCase('haemorrhage', centres[0], true), ballCase('mimic', centres[1], false)];
const given = [
  { likelihood: 85, confidence: 4, rating: 90 },
  { likelihood: 72, confidence: 3, rating: 70 },
  { likelihood: 64, confidence: 5, rating: 8 },
  { likelihood: 91, confidence: 2, rating: 100 },
];

/** Passed on by the viewer it answers a question; from another frame of its origin, as one that was taken away would be, it must not. */
const keyY = (): ViewerEventBody => ({
  type: 'key',
  atMillis: Date.now(),
  key: 'y',
  code: 'KeyY',
  alt: false,
  ctrl: false,
  meta: false,
  shift: false,
  repeat: false,
});

/** One read as it went, with what the browser asked for meanwhile and what stood on its screen. */
interface SeenRead {
  readonly read: OpenRead;
  readonly given: (typeof given)[number];
  readonly exchanges: readonly Exchange[];
  readonly screen: { readonly words: string; readonly source: string };
  readonly panes: number;
  readonly overlays: number;
  /** What the browser kept as the images stood there, and once more with the answers given. */
  readonly stored: readonly string[];
}

let lectern: LecternUp;
let browser: Browser;
let frozen: FrozenStudy;
let reader: ReaderAtScreen;
const seen: SeenRead[] = [];

beforeAll(async () => {
  lectern = await lecternUp(models, { LECTERN_INTAKE_FRAMES: 'htj2k' }); // the other suites read cases whose frames are stored as samples
  browser = await launchChromium();
  frozen = await frozenStudy(lectern.firstLink, readingProtocol, cases, {
    name: 'Reader before the browser',
    kind: 'person',
  });
  reader = await ReaderAtScreen.signIn(browser, frozen.link);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lectern?.stop();
});

test('a reader reads both cases unaided and aided, by keys and pointer', async () => {
  for (let session = 1; session <= 2; session += 1) {
    let state = await reader.begin();
    while (state.state === 'reading' && state.read.session === session) state = await readOne(state.read);
  }
  expect(seen.map(({ read, panes }) => [read.session, read.position, panes])).toEqual([
    [1, 1, 3],
    [1, 2, 3],
    [2, 1, 3],
    [2, 2, 3],
  ]);
  expect(seen.map(({ read }) => read.condition.id).sort()).toEqual(['aided', 'aided', 'unaided', 'unaided']);
  expect(reader.problems).toEqual([]);
}, 240_000);

test('in an unaided read nothing that the browser asks for or shows names the AI result', () => {
  const ofAi = of('aided').flatMap(({ read }) => aiOf(read).segmentations.map(seriesOf));
  for (const { read, exchanges, screen, overlays, stored } of of('unaided')) {
    const { score, segmentations } = aiOf(read);
    const ahead = read.prefetch?.segmentations.map(seriesOf) ?? []; // of the case after it, where that is aided
    const own = segmentations.map(seriesOf);
    expect(ahead.filter((series) => own.includes(series))).toEqual([]);
    const submission = `/api/studies/${frozen.study}/reads/${read.id}/submission`;
    expect(exchanges.map(({ path }) => path)).toContain(submission); // these are this read's own requests
    for (const series of ofAi) {
      const asked = exchanges.some(({ path }) => path.includes(series));
      expect(asked && !ahead.includes(series)).toBe(false);
      expect(screen.source).not.toContain(series);
    }
    for (const word of [...own, String(score)])
      for (const text of [JSON.stringify(read), ...stored]) expect(text).not.toContain(word);
    for (const text of stored) expect(text).not.toMatch(/\bAI\b|tiny-model|segmentation/i);
    expect(screen.words).not.toContain(score.toFixed(2));
    expect(screen.words).not.toMatch(/\bAI\b|score/i);
    expect(overlays).toBe(0);
  }
});

test('what the browser keeps is seen wherever it lies', async () => {
  await storeEverywhere(reader.page, 'probe');
  const stored = await reader.stored();
  for (const place of ['local', 'session', 'cache', 'database']) expect(stored).toContain(`probe-${place}`);
});

test('in an aided read the score is shown and the segmentation is fetched and laid on every stack', () => {
  const everything = reader.traffic.everything();
  for (const { read, screen, overlays } of of('aided')) {
    const { score, segmentations } = aiOf(read);
    expect(segmentations.map(({ orientation }) => orientation).sort()).toEqual(['axial', 'coronal', 'sagittal']);
    expect(screen.words).toContain(score.toFixed(2));
    expect(overlays).toBe(3);
    for (const { seriesInstanceUid } of segmentations) {
      const frames = everything.filter(({ path }) => path.includes(`/series/${seriesInstanceUid}/instances/`));
      expect(frames.map(({ path, status }) => [path.replace(/.*\/frames\//, '').split(',')[0], status])).toEqual([
        ['1', 200],
      ]);
    }
  }
});

test('the record shows it: chain, answers, marks in the patient, times', async () => {
  const { session, coordinator, study } = frozen;
  expect(await session.api.call(verifyAudit, { study })).toMatchObject({ verified: true, problem: null });
  const submitted = await session.api.all(listAudit, { study, act: 'read.submitted' });
  expect(submitted.map(({ subject }) => subject)).toEqual(seen.map(({ read }) => read.id));

  await coordinator.lock(study);
  await coordinator.analysis(study);
  const csv = await session.bytes(`/api/studies/${study}/analysis/reads.csv`, 'text/csv');
  const rows = csvRows(new TextDecoder().decode(csv));
  expect(rows.map(({ read }) => read).sort()).toEqual(seen.map(({ read }) => read.id).sort());
  for (const { read, given } of seen) {
    const row = rows.find((each) => each.read === read.id) ?? {};
    const aided = read.condition.aided;
    expect(row).toMatchObject({
      reader_kind: 'person',
      condition: read.condition.id,
      session: String(read.session),
      position: String(read.position),
      answer_present: 'present',
      answer_likelihood: String(given.likelihood),
      answer_confidence: String(given.confidence),
      ai_score: aided ? String(aiOf(read).score) : '',
      time_flags: '',
    });
    const [elapsed, active, overlay] = [row.elapsed_seconds, row.active_seconds, row.overlay_seconds].map(Number);
    expect(active).toBeGreaterThan(0);
    expect(elapsed).toBeGreaterThanOrEqual(active as number);
    if (aided) expect(overlay).toBeGreaterThan(0);
    else expect(overlay).toBe(0);
    expect(overlay).toBeLessThan(elapsed as number); // it was hidden before the mark
    await expectMarkOnBall(read, JSON.parse(row.answer_findings ?? '') as Finding[], given.rating, row.truth === '1');
  }
}, 120_000);

async function readOne(read: OpenRead): Promise<ReadingState> {
  const answers = given[seen.length];
  if (!answers) throw new Error('More reads than planned');
  await reader.see(read);
  const exchanges = reader.traffic.ofOpenRead();
  const { aided } = read.condition;
  if (aided) await reader.seeOverlay();
  const look = {
    screen: await reader.screen(),
    panes: await reader.paneCount(),
    overlays: await reader.overlayCount(),
    stored: [await reader.stored()],
  };
  await keepScreenshot(`${seen.length + 1}-${read.condition.id}`);
  if (seen.length === 0) {
    await reader.sayFrom('stranger', keyY());
    await reader.tryViewerKeys();
    expect(await reader.choices()).toBe(0);
    await reader.sayFrom('viewer', keyY());
    await reader.page.locator('lectern-answer-panel input:checked').waitFor({ state: 'attached' });
  }
  if (aided) await reader.hideOverlay();
  await reader.answer(answers);
  await reader.markSpot(answers.rating);
  if (seen.length === 0) await reader.eraseAndUndo(answers.rating);
  await keepScreenshot(`${seen.length + 1}-${read.condition.id}-answered`);
  look.stored.push(await reader.stored());
  const next = await reader.submit();
  seen.push({ read, given: answers, exchanges, ...look });
  return next;
}

/** One point of the axial stack, within a pixel of the ball's centre, named by the image that lies there. */
async function expectMarkOnBall(read: OpenRead, findings: Finding[], rating: number, positive: boolean): Promise<void> {
  const axial = read.images.stacks.find(({ orientation }) => orientation === 'axial');
  expect(findings).toMatchObject([
    { rating, marks: [{ tool: 'point', orientation: 'axial', seriesInstanceUid: axial?.seriesInstanceUid }] },
  ]);
  const [mark] = findings[0]?.marks ?? [];
  const point = mark?.points[0] ?? [NaN, NaN, NaN];
  expect(distance(point, centres[positive ? 0 : 1])).toBeLessThan(PIXEL_SPACING);
  const images = await reader.traffic.metadataOf(axial?.seriesInstanceUid ?? '');
  expect(new Set(images.map((image) => image['00083002']?.Value?.[0]))).toEqual(new Set([htj2kLossless]));
  const there = images.filter((image) => Math.abs(heightAbove(image, point)) < SLICE_SPACING / 2);
  expect(there.map((image) => image['00080018']?.Value?.[0])).toEqual([mark?.sopInstanceUid]);
}

/** How far a point lies off an image's plane, mm. */
function heightAbove(image: DicomJson, point: Point): number {
  const at = image['00200032']?.Value as unknown as Point;
  const [a, b, c, d, e, f] = (image['00200037']?.Value ?? []) as [number, number, number, number, number, number];
  const normal: Point = [b * f - c * e, c * d - a * f, a * e - b * d];
  return normal.reduce((sum, each, axis) => sum + each * ((point[axis] ?? NaN) - (at[axis] ?? NaN)), 0);
}

const of = (condition: string): SeenRead[] => {
  const reads = seen.filter(({ read }) => read.condition.id === condition);
  if (reads.length === 0) throw new Error(`No read was ${condition}`);
  return reads;
};

/** The AI result of a read's case, as its aided read told it. */
function aiOf({ images }: OpenRead): { score: number; segmentations: NonNullable<OpenRead['ai']>['segmentations'] } {
  const aided = of('aided').find(({ read }) => read.images.studyInstanceUid === images.studyInstanceUid);
  const { score, segmentations = [] } = aided?.read.ai ?? {};
  if (score === undefined || score === null || segmentations.length === 0) throw new Error('The case has no AI result');
  return { score, segmentations };
}

const seriesOf = ({ seriesInstanceUid }: { seriesInstanceUid: string }): string => seriesInstanceUid;

/** For people who want to look: set LECTERN_SCREENSHOTS to a folder. */
async function keepScreenshot(name: string): Promise<void> {
  const folder = process.env.LECTERN_SCREENSHOTS;
  if (folder) await reader.page.screenshot({ path: join(folder, `${name}.png`) });
}
