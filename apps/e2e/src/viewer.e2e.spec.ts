import { viewerCommand } from '@lectern/contracts';
import type { Browser } from 'playwright-core';
import { type HarnessServer, startHarnessServer } from './viewer-harness/harness-server.js';
import { compressedCase } from './viewer-harness/compressed-case.js';
import { viewerFolders } from './viewer-harness/viewer-folders.js';
import { brightSpot } from './viewer-harness/screen.js';
import {
  IMAGE_WIDTH,
  PIXEL_SPACING,
  SLICE_SPACING,
  TURNED_PLANES,
  type TestCase,
  distance,
  makeTestCase,
} from './viewer-harness/test-images.js';
import { ViewerPage, launchChromium } from './viewer-harness/viewer-page.js';

const first = makeTestCase(1, [12, -30, 45]);
const second = makeTestCase(2, [-20, 8, -15]);
const turned = makeTestCase(3, [5, 21, -33], TURNED_PLANES);
const compressed = await compressedCase(makeTestCase(4, [9, -14, 22]));
const PANE_WIDTH = 500; // screen pixels; a slice fills it from side to side
const MOVED = 40;
const PANES = { axial: [0, 500], coronal: [500, 1000], sagittal: [1000, 1500] } as const;

/** As OHIF leaves cornerstone in its window. */
interface OhifWindow {
  readonly cornerstone: {
    readonly cache: { getImage(id: string): { getPixelData(): ArrayLike<number> & Iterable<number> } | undefined };
  };
}

let server: HarnessServer;
let browser: Browser;
let viewer: ViewerPage;

beforeAll(async () => {
  server = await startHarnessServer(
    await viewerFolders(),
    new Map([first, second, turned, compressed].flatMap(({ series }) => [...series])),
  );
  browser = await launchChromium();
  viewer = await ViewerPage.open(browser, server.origin);
  await viewer.waitFor('ready');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const images = (testCase: TestCase, aided: boolean) => ({
  studyInstanceUid: testCase.studyInstanceUid,
  stacks: testCase.stacks.map(({ orientation, series, segmentation }) => ({
    orientation,
    seriesInstanceUid: series,
    ...(aided && { segmentationSeriesInstanceUid: segmentation }),
  })),
});

async function open(caseToken: string, testCase: TestCase, aided: boolean): Promise<void> {
  await viewer.send({ type: 'open-case', caseToken, ...images(testCase, aided) });
  await viewer.waitFor('first-image', (event) => event.caseToken === caseToken);
}

/** Clicks on the middle of the ball as it is seen on the screen, and returns how far from its centre the mark is recorded, in mm. */
async function markBall(caseToken: string, testCase: TestCase, area: readonly [number, number]): Promise<number> {
  const known = new Set(
    (await viewer.events()).flatMap((event) => (event.type === 'mark-added' ? [event.mark.id] : [])),
  );
  const spot = await brightSpot(viewer.page, area);
  await viewer.page.mouse.click(spot.x, spot.y);
  const { mark } = await viewer.waitFor(
    'mark-added',
    (event) => event.caseToken === caseToken && !known.has(event.mark.id),
  );
  const [point] = mark.points;
  return point ? distance(point, testCase.centre) : NaN;
}

test('an unaided case opens in the middle of its stacks, asks for its images alone and shows nothing of OHIF', async () => {
  await open('unaided', first, false);
  const slices = (await viewer.events()).filter((event) => event.type === 'slice');
  // each pane reports when its own image is there: their order is nobody's promise
  const opened = slices.map(({ orientation, index, count }) => [orientation, index, count]);
  expect(opened.sort()).toEqual([
    ['axial', 4, 9],
    ['coronal', 4, 9],
    ['sagittal', 4, 9],
  ]);
  expect(server.imageRequests.filter((path) => /\/series\/[\d.]+\.9\//.test(path))).toEqual([]);
  expect(await viewer.frame.locator('canvas.overlay').count()).toBe(0);
  const visible = await viewer.frame.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
  expect(visible).toBe('Axial 5 / 9 W 3000 L 1500 Coronal 5 / 9 W 3000 L 1500 Sagittal 5 / 9 W 3000 L 1500');
}, 90_000);

test('a mark is recorded within a pixel of where it was seen, at several zooms, places and layouts', async () => {
  await viewer.send({ type: 'set-tool', tool: 'point' });
  for (const area of Object.values(PANES)) expect(await markBall('unaided', first, area)).toBeLessThan(PIXEL_SPACING);

  // One slice further the ball is cut off its centre: the mark lies on that slice, in line with it.
  await viewer.send({ type: 'scroll', by: 1, orientation: 'coronal' });
  await viewer.waitFor('slice', ({ orientation, index }) => orientation === 'coronal' && index === 5);
  const beside = await markBall('unaided', first, PANES.coronal);
  expect(beside).toBeGreaterThan(SLICE_SPACING - 0.01);
  expect(beside).toBeLessThan(Math.hypot(SLICE_SPACING, PIXEL_SPACING));

  await drag(viewer, 'right', [250, 400], [250, 320]);
  await drag(viewer, 'middle', [250, 400], [310, 430]);
  await viewer.send({ type: 'clear-marks', caseToken: 'unaided' });
  expect(await markBall('unaided', first, PANES.axial)).toBeLessThan(PIXEL_SPACING);

  await viewer.send({ type: 'clear-marks', caseToken: 'unaided' });
  await viewer.send({ type: 'set-layout', layout: 'single', focus: 'sagittal' });
  expect(await markBall('unaided', first, [0, 1500])).toBeLessThan(PIXEL_SPACING);
  await viewer.send({ type: 'set-layout', layout: 'row' });
}, 90_000);

test('a case whose images did not come ahead is fetched ahead again, swapped in place with its overlay, and the one before is released', async () => {
  await viewer.page.route('**/frames/*', (route) => route.abort('internetdisconnected'));
  await viewer.send({ type: 'prefetch', caseToken: 'next', ...images(second, true) });
  await viewer.waitFor('error', ({ caseToken }) => caseToken === 'next');
  await viewer.page.unroute('**/frames/*');
  await viewer.send({ type: 'prefetch', caseToken: 'next', ...images(second, true) });
  expect((await viewer.waitFor('prefetched')).images).toBe(27);
  const asked = server.imageRequests.length;
  await open('aided', second, true);
  await viewer.waitFor('overlay-shown', (event) => event.caseToken === 'aided');
  expect(server.imageRequests.length).toBe(asked);
  expect((await viewer.waitFor('released')).studies).toEqual([first.studyInstanceUid]);
  expect(await viewer.frame.locator('canvas.overlay:visible').count()).toBe(3);

  await viewer.send({ type: 'set-overlay', visible: false, opacity: 0.4 });
  await viewer.waitFor('overlay-hidden', (event) => event.caseToken === 'aided');
  expect(await viewer.frame.locator('canvas.overlay:visible').count()).toBe(0);
}, 90_000);

test('marks are drawn again from the record, moved by hand, and removed by the page', async () => {
  const stack = second.stacks[0];
  if (!stack) throw new Error('The made case has no stack');
  const mark = {
    id: 'restored',
    tool: 'point' as const,
    orientation: stack.orientation,
    seriesInstanceUid: stack.series,
    sopInstanceUid: `${stack.series}.5`,
    points: [[...second.centre] as [number, number, number]],
    atMillis: 1,
    label: '1',
  };
  const spot = await brightSpot(viewer.page, PANES.axial);
  await viewer.send({ type: 'set-tool', tool: 'window' });
  await viewer.send({ type: 'restore-marks', caseToken: 'aided', marks: [mark] });
  await drag(viewer, 'left', [spot.x, spot.y], [spot.x + MOVED, spot.y]);
  const moved = (await viewer.events()).findLast((event) => event.type === 'mark-updated');
  expect(moved?.mark).toMatchObject({ id: 'restored', sopInstanceUid: mark.sopInstanceUid, atMillis: 1 });
  const by = distance(moved?.mark.points[0] ?? [NaN, NaN, NaN], second.centre);
  expect(Math.abs(by - MOVED * (IMAGE_WIDTH / PANE_WIDTH))).toBeLessThan(PIXEL_SPACING);
  await viewer.send({ type: 'remove-mark', caseToken: 'aided', mark: 'restored' });
  await viewer.send({ type: 'remove-mark', caseToken: 'unaided', mark: 'restored' });
  const refused = await viewer.waitFor('error', ({ caseToken }) => caseToken === 'unaided');
  expect(refused.code).toBe('stale-case');
  await viewer.frame.locator('svg circle').first().waitFor({ state: 'detached' });
}, 60_000);

test('a heat map lies where its probabilities are, fades with the fill, and is reported like an outline', async () => {
  const spot = await brightSpot(viewer.page, PANES.axial);
  const stacks = second.stacks.map(({ orientation, series, heatMap }) => ({
    orientation,
    seriesInstanceUid: series,
    heatMapSeriesInstanceUid: heatMap,
  }));
  const { studyInstanceUid } = second;
  await viewer.send({
    type: 'open-case',
    caseToken: 'heat',
    studyInstanceUid,
    stacks,
    overlay: { visible: true, opacity: 0.5 },
  });
  await viewer.waitFor('overlay-shown', ({ caseToken }) => caseToken === 'heat');
  const colorAt = (x: number, y: number) =>
    viewer.frame.evaluate(
      ([left, top]) => [
        ...(document.querySelector<HTMLCanvasElement>('canvas.overlay')?.getContext('2d')?.getImageData(left, top, 1, 1)
          .data ?? []),
      ],
      [Math.round(x), Math.round(y)] as const,
    );
  const [red, green, blue, opacity] = (await colorAt(spot.x, spot.y)) as [number, number, number, number];
  expect(opacity / 255).toBeCloseTo(0.5, 1);
  expect(Math.abs(red - 240) + Math.abs(green - 228) + Math.abs(blue - 66)).toBeLessThan(12); // yellow: certain
  expect((await colorAt(spot.x + 100, spot.y + 100))[3]).toBe(0);
});

test('marks in mirrored, reversed and oblique stacks are as right, with one stack large at several zooms', async () => {
  await open('turned', turned, false);
  await viewer.send({ type: 'set-tool', tool: 'point' });
  for (const area of Object.values(PANES)) expect(await markBall('turned', turned, area)).toBeLessThan(PIXEL_SPACING);
  const large = [0, 1000] as const;
  for (const focus of ['axial', 'coronal', 'sagittal'] as const) {
    await viewer.send({ type: 'set-layout', layout: 'focus', focus });
    await viewer.frame
      .locator(`[data-arrangement^="focus 3"] .pane[data-place="large"]:has-text("${focus}")`)
      .waitFor();
    await viewer.send({ type: 'clear-marks', caseToken: 'turned' });
    if (focus !== 'axial') await drag(viewer, 'right', [500, 400], [500, 340]);
    expect(await markBall('turned', turned, large)).toBeLessThan(PIXEL_SPACING);
  }
  await viewer.send({ type: 'set-layout', layout: 'row' });
});

test('stacks are stepped through in every layout; lines and crosshair say that they are approximate', async () => {
  const { frame } = viewer;
  const name = (pane: string) => frame.locator(`${pane} .corner.name`).textContent();
  await open('stepped', first, false);
  await viewer.send({ type: 'set-layout', layout: 'single', focus: 'axial' });
  await viewer.send({ type: 'step-stack', by: -1 });
  await frame.locator('[data-arrangement="single 3 2"]').waitFor();
  expect([await name('[data-place="large"]'), await name('[data-active]')]).toEqual(['Sagittal', 'Sagittal']);
  await viewer.send({ type: 'set-layout', layout: 'row' });
  await viewer.send({ type: 'scroll', by: 1 });
  await viewer.waitFor(
    'slice',
    (each) => each.caseToken === 'stepped' && each.orientation === 'sagittal' && each.index === 5,
  );

  expect(await frame.locator('.approximate:visible').count()).toBe(0);
  await viewer.send({ type: 'set-reference-lines', visible: true });
  await frame.locator('.guide.reference line').nth(1).waitFor({ state: 'attached' });
  expect(await frame.locator('.approximate:visible').allTextContents()).toEqual(Array(3).fill('approximate'));
  await viewer.send({ type: 'set-reference-lines', visible: false });

  await viewer.send({ type: 'set-tool', tool: 'crosshair' });
  const spot = await brightSpot(viewer.page, PANES.axial);
  await viewer.page.mouse.click(spot.x, spot.y);
  await viewer.waitFor(
    'slice',
    (each) => each.caseToken === 'stepped' && each.orientation === 'sagittal' && each.index === 4,
  );
  await frame.locator('.guide.cross line').nth(5).waitFor({ state: 'attached' });
  for (const area of [PANES.coronal, PANES.sagittal]) {
    const there = await brightSpot(viewer.page, area);
    const [x, y] = await frame.evaluate((left) => {
      const cross = [...document.querySelectorAll('.guide.cross')].find(
        (each) => each.getBoundingClientRect().x === left,
      );
      const [down, across] = [...(cross?.children ?? [])];
      return [left + Number(down?.getAttribute('x1')), Number(across?.getAttribute('y1'))];
    }, area[0]);
    expect(Math.hypot((x ?? NaN) - there.x, (y ?? NaN) - there.y)).toBeLessThan(
      PIXEL_SPACING * (PANE_WIDTH / IMAGE_WIDTH),
    );
  }
  await viewer.send({ type: 'set-tool', tool: 'window' });
  expect(await frame.locator('.guide line').count()).toBe(0);
});

test('a case opens with the preset of the protocol, comes back to it, and a length is told to nobody', async () => {
  const corners = viewer.frame.locator('.corner.window');
  const window = { width: 800, center: 400 };
  await viewer.send({ type: 'open-case', caseToken: 'preset', ...images(first, false), window });
  await viewer.waitFor('first-image', ({ caseToken }) => caseToken === 'preset');
  expect(await corners.allTextContents()).toEqual(Array(3).fill('W 800 L 400'));
  await viewer.send({ type: 'stored-window' });
  await viewer.frame.locator('.corner.window', { hasText: 'W 3000 L 1500' }).nth(2).waitFor();
  await viewer.send({ type: 'reset-view' });
  await viewer.frame.locator('.corner.window', { hasText: 'W 800 L 400' }).nth(2).waitFor();

  await viewer.send({ type: 'set-tool', tool: 'length' });
  await drag(viewer, 'left', [100, 350], [200, 350]);
  const shown = (await viewer.frame.locator('svg text').first().textContent()) ?? '';
  expect(Number(/^([\d.]+) mm$/.exec(shown)?.[1])).toBeCloseTo(100 * (IMAGE_WIDTH / PANE_WIDTH), 0);
  await viewer.send({ type: 'clear-lengths' });
  await viewer.frame.locator('svg text').first().waitFor({ state: 'detached' });
  expect((await viewer.events()).filter((event) => 'mark' in event && event.caseToken === 'preset')).toEqual([]);
  await viewer.send({ type: 'set-tool', tool: 'window' });
});

test('a case stored as HTJ2K is prefetched, opens in place, and has the very samples that it was made of', async () => {
  await viewer.send({ type: 'prefetch', caseToken: 'small', ...images(compressed, false) });
  expect((await viewer.waitFor('prefetched', ({ caseToken }) => caseToken === 'small')).images).toBe(27);
  const asked = server.imageRequests.length;
  await open('small', compressed, false);
  expect(server.imageRequests.length).toBe(asked);
  const original = makeTestCase(4, compressed.centre);
  for (const { series } of compressed.stacks) {
    const made = original.series.get(series) ?? [];
    const paths = made.map(({ metadata }) => String(metadata['00080018']?.Value?.[0]));
    const shown = await viewer.frame.evaluate(
      (ids) =>
        ids.map((id) => [...((window as unknown as OhifWindow).cornerstone.cache.getImage(id)?.getPixelData() ?? [])]),
      paths.map(
        (uid) => `wadors:/dicom-web/studies/${compressed.studyInstanceUid}/series/${series}/instances/${uid}/frames/1`,
      ),
    );
    expect(shown).toEqual(made.map(({ frames: [frame] }) => [...new Uint16Array(frame!.slice().buffer)]));
  }
  await viewer.send({ type: 'set-tool', tool: 'point' });
  for (const area of Object.values(PANES))
    expect(await markBall('small', compressed, area)).toBeLessThan(PIXEL_SPACING);
  await viewer.send({ type: 'set-tool', tool: 'window' });
}, 90_000);

test('only the page that holds the viewer is heard: no other window, no other origin, and nothing that is no command', async () => {
  await open('held', first, false);
  const close = viewerCommand({ type: 'close-case' });
  await viewer.frame.evaluate((message) => window.postMessage(message, location.origin), close); // of this origin, another window
  await viewer.page.evaluate((message) => {
    const frame = document.createElement('iframe'); // another window, of an opaque origin
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = `<script>parent.frames[0].postMessage(${JSON.stringify(message)}, '*'); parent.postMessage('posted', '*')</script>`;
    const posted = new Promise((resolve) => addEventListener('message', ({ data }) => data === 'posted' && resolve(0)));
    document.body.append(frame);
    return posted.finally(() => frame.remove());
  }, close);
  const refused = (await viewer.events()).filter((event) => event.type === 'error').length;
  const ours = [
    { ...close, protocol: 2 },
    { ...close, extra: 1 },
    { ...close, type: 'constructor' },
  ];
  for (const message of ours) await viewer.post(message);
  // what belongs to other software in the page is nobody's business
  for (const message of [null, 'close-case', [], { type: 'webpackOk' }]) await viewer.post(message);
  await viewer.send({ type: 'scroll', by: 1, orientation: 'axial' });
  await viewer.waitFor('slice', ({ caseToken, index }) => caseToken === 'held' && index === 5);
  const errors = (await viewer.events()).filter((event) => event.type === 'error').slice(refused);
  expect(errors.map(({ code }) => code)).toEqual(ours.map(() => 'bad-message'));
  expect(await viewer.frame.locator('.pane:visible').count()).toBe(3);
});

test('keys and activity reach the page; what is no command is refused; a series that the server withholds is an error', async () => {
  await viewer.page.keyboard.press('y');
  expect(await viewer.waitFor('key')).toMatchObject({ key: 'y', shift: false, repeat: false });
  expect(await viewer.waitFor('activity')).toBeDefined();

  await viewer.post({ lectern: 'to-viewer', protocol: 2, type: 'close-case' });
  await viewer.waitFor('error', ({ code }) => code === 'bad-message');

  const [axial] = images(first, false).stacks;
  if (!axial) throw new Error('The made case has no stack');
  const withheld = { ...axial, seriesInstanceUid: '2.25.1' };
  await viewer.send({
    type: 'open-case',
    caseToken: 'withheld',
    studyInstanceUid: first.studyInstanceUid,
    stacks: [withheld],
  });
  await viewer.waitFor('error', ({ code, caseToken }) => code === 'images-unavailable' && caseToken === 'withheld');
  expect(await viewer.frame.locator('.pane:visible').count()).toBe(0);
}, 60_000);

async function drag(
  { page }: ViewerPage,
  button: 'left' | 'middle' | 'right',
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down({ button });
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up({ button });
  await page.waitForTimeout(300);
}
