// A reader outlines a lesion whose pixels are known: what is stored holds those pixels, at two zooms and in turned stacks; and it is seen again at its place.
import type { Mark, StackGrid } from '@lectern/contracts';
import { diceOf, outlineArea, rasterise } from '@lectern/statistics';
import type { Browser } from 'playwright-core';
import { startHarnessServer, type HarnessServer } from './viewer-harness/harness-server.js';
import { brightBorder, brightSpot } from './viewer-harness/screen.js';
import { COLUMNS, COLUMN_SPACING, IMAGE_WIDTH, ROWS, ROW_SPACING, SLICES, SLICE_SPACING, SPOT_RADIUS, TURNED_PLANES, makeTestCase, paintBall, type TestCase } from './viewer-harness/test-images.js'; // prettier-ignore
import { viewerFolders } from './viewer-harness/viewer-folders.js';
import { ViewerPage, launchChromium } from './viewer-harness/viewer-page.js';

const upright = makeTestCase(31, [12, -30, 45]);
const turned = makeTestCase(32, [5, 21, -33], TURNED_PLANES);
const PANES = { axial: [0, 500], coronal: [500, 1000], sagittal: [1000, 1500] } as const;

/**
 * An outline that runs `d` beside the border of a disc of radius r, all the way round and on the same side, has the pixels of a ring of area 2 pi r d too many or too
 * few: Dice 1 - d / r. A hand that follows what it sees, and pixels that are in or out as a whole, are half a pixel off at most.
 */
const LEAST_DICE = 1 - (ROW_SPACING + COLUMN_SPACING) / 4 / SPOT_RADIUS;

/** The longer side of an image's pixel where a slice fills its pane from side to side. */
const PIXEL_ON_SCREEN = ROW_SPACING * (500 / IMAGE_WIDTH);

let server: HarnessServer;
let browser: Browser;
let viewer: ViewerPage;

beforeAll(async () => {
  server = await startHarnessServer(await viewerFolders(), new Map([...upright.series, ...turned.series]));
  browser = await launchChromium();
  viewer = await ViewerPage.open(browser, server.origin);
  await viewer.waitFor('ready');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(caseToken: string, testCase: TestCase, marks: readonly Mark[] = []): Promise<void> {
  await viewer.send({
    type: 'open-case',
    caseToken,
    studyInstanceUid: testCase.studyInstanceUid,
    stacks: testCase.stacks.map(({ orientation, series }) => ({ orientation, seriesInstanceUid: series })),
    marks: marks.map((mark) => ({ ...mark, label: '1' })),
  });
  await viewer.waitFor('first-image', (event) => event.caseToken === caseToken);
}

/** Follows the border of the ball on the screen with the button held, and returns the mark that the viewer reports. */
async function outlineBall(caseToken: string, area: readonly [number, number]): Promise<Mark> {
  const known = new Set(
    (await viewer.events()).flatMap((event) => (event.type === 'mark-added' ? [event.mark.id] : [])),
  );
  const { mouse } = viewer.page;
  const [start, ...rest] = await brightBorder(viewer.page, await brightSpot(viewer.page, area), 24);
  if (!start) throw new Error('No border to follow');
  await mouse.move(...start);
  await mouse.down();
  for (const point of rest) await mouse.move(...point);
  await mouse.up();
  const { mark } = await viewer.waitFor('mark-added', (event) => event.caseToken === caseToken && !known.has(event.mark.id)); // prettier-ignore
  return mark;
}

/** Dice of the outline's pixels and those of the ball on the same image. */
function diceWithBall(mark: Mark, { centre, stacks }: TestCase, planes?: typeof TURNED_PLANES): number {
  const stack = stacks.find(({ series }) => series === mark.seriesInstanceUid);
  if (!stack) throw new Error('The mark lies in no stack');
  const painted = paintBall(stack.orientation, centre, SPOT_RADIUS, planes);
  const index = SLICES - Number(mark.sopInstanceUid.slice(stack.series.length + 1));
  const slice = painted[index];
  if (!slice) throw new Error('The mark lies on no image');
  const grid: StackGrid = {
    row: [...slice.row],
    column: [...slice.column],
    spacing: [ROW_SPACING, COLUMN_SPACING],
    thickness: SLICE_SPACING,
    rows: ROWS,
    columns: COLUMNS,
    images: [],
  };
  const own = rasterise([mark.points], grid, slice.position);
  const ball = Uint8Array.from(slice.mask, Number);
  return diceOf(new Map([['', own]]), new Map([['', ball]]));
}

const zoom = async (from: readonly [number, number], by: number): Promise<void> => {
  const { mouse } = viewer.page;
  const before = await viewer.page.screenshot();
  await mouse.move(...from);
  await mouse.down({ button: 'right' });
  await mouse.move(from[0], from[1] + by, { steps: 8 });
  await mouse.up({ button: 'right' });
  while ((await viewer.page.screenshot()).equals(before)) await viewer.page.waitForTimeout(50);
};

test('an outline around what is seen holds the pixels of the lesion, at two zooms', async () => {
  await open('outlined', upright);
  await viewer.send({ type: 'set-tool', tool: 'mask' });
  const mark = await outlineBall('outlined', PANES.axial);
  expect(mark).toMatchObject({ tool: 'mask', orientation: 'axial' });
  expect(diceWithBall(mark, upright)).toBeGreaterThan(LEAST_DICE);
  await viewer.send({ type: 'clear-marks', caseToken: 'outlined' });
  await zoom([250, 400], -60);
  const zoomed = await outlineBall('outlined', PANES.axial);
  expect(diceWithBall(zoomed, upright)).toBeGreaterThan(LEAST_DICE);

  // with another tool its line is taken hold of, and drawn anew from there to where it is met again
  await viewer.send({ type: 'set-tool', tool: 'window' });
  const border = await brightBorder(viewer.page, await brightSpot(viewer.page, PANES.axial), 24);
  const [from, to] = [border[4], border[8]] as [(typeof border)[0], (typeof border)[0]];
  const { mouse } = viewer.page;
  await mouse.move(...from);
  await mouse.down();
  for (const out of [10, 20, 30]) await mouse.move(from[0], from[1] + out);
  for (const out of [30, 20, 10, 0]) await mouse.move(to[0], to[1] + out);
  await mouse.up();
  await viewer.waitFor('mark-selected', ({ mark }) => mark === zoomed.id);
  const { mark: redrawn } = await viewer.waitFor('mark-updated', (event) => event.mark.id === zoomed.id);
  expect(outlineArea(redrawn.points)).toBeGreaterThan(outlineArea(zoomed.points));
}, 120_000);

/** Where an area's outline is drawn, or its ball seen: middle and half widths, screen pixels. */
type Extent = { readonly x: number; readonly y: number; readonly wide: number; readonly high: number };

const extentOf = (points: readonly (readonly [number, number])[]): Extent => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const half = (values: number[]) => (Math.max(...values) - Math.min(...values)) / 2;
  return { x: Math.min(...xs) + half(xs), y: Math.min(...ys) + half(ys), wide: half(xs), high: half(ys) };
};

test('in mirrored, reversed and oblique stacks too; it comes back where it was, is told of no more, and goes when it is taken away', async () => {
  await open('turned', turned);
  await viewer.send({ type: 'set-tool', tool: 'mask' });
  const marks: Mark[] = [];
  for (const area of Object.values(PANES)) marks.push(await outlineBall('turned', area));
  for (const mark of marks) expect(diceWithBall(mark, turned, TURNED_PLANES)).toBeGreaterThan(LEAST_DICE);

  await open('between', upright);
  const lines = viewer.frame.locator('svg.svg-layer path');
  await lines.first().waitFor({ state: 'detached' });
  await open('again', turned, marks);
  await lines.nth(2).waitFor();
  for (const [left, right] of Object.values(PANES)) {
    const seen = extentOf(await brightBorder(viewer.page, await brightSpot(viewer.page, [left, right]), 90));
    const drawn = await lines.evaluateAll(
      (paths, [from, to]) => {
        const boxes = paths.map((path) => path.getBoundingClientRect());
        const box = boxes.find(({ x }) => x >= from && x < to);
        return (
          box && { x: box.x + box.width / 2, y: box.y + box.height / 2, wide: box.width / 2, high: box.height / 2 }
        );
      },
      [left, right] as const,
    );
    for (const part of ['x', 'y', 'wide', 'high'] as const)
      expect(Math.abs((drawn?.[part] ?? NaN) - seen[part])).toBeLessThan(PIXEL_ON_SCREEN);
  }
  const told = (await viewer.events()).filter((event) => 'mark' in event && event.caseToken === 'again');
  expect(told).toEqual([]);
  for (const { id } of marks) await viewer.send({ type: 'remove-mark', caseToken: 'again', mark: id });
  await lines.first().waitFor({ state: 'detached' });
}, 120_000);
