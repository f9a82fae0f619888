import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** What is drawn reaches the screen after the page has said so: in software rendering on a busy machine, seconds after (milliseconds). */
const PATIENCE_MILLIS = 30_000;

/**
 * The middle of the brightest patch on the screen between two columns, as a reader's eye would find it: from the picture alone, without any
 * of the viewer's own reckoning. Words and marks are too thin to be a patch. Waits until there is one.
 */
export async function brightSpot(
  page: Page,
  [left, right]: readonly [number, number],
): Promise<{ readonly x: number; readonly y: number }> {
  for (const end = Date.now() + PATIENCE_MILLIS; Date.now() < end; await wait(100)) {
    const picture = (await page.screenshot({ type: 'png' })).toString('base64');
    const spot = await page.evaluate(findSpot, { picture, left, right });
    if (spot) return spot;
  }
  throw new Error('Nothing bright on the screen');
}

/** Runs in the browser. */
async function findSpot({
  picture,
  left,
  right,
}: {
  picture: string;
  left: number;
  right: number;
}): Promise<{ x: number; y: number } | null> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) throw new Error('No canvas to look at the screen with');
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(left, 0, right - left, image.height);
  const brightness = (x: number, y: number): number =>
    Math.max(...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)); // of any colour: an outline of AI may be filled
  const isBright = (x: number, y: number): boolean =>
    x >= 0 && x < width && y >= 0 && y < height && brightness(x, y) > 200;
  const isPatch = (x: number, y: number): boolean =>
    isBright(x, y) && isBright(x - 3, y) && isBright(x + 3, y) && isBright(x, y - 3) && isBright(x, y + 3);
  let [sumX, sumY, count] = [0, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isPatch(x, y)) continue;
      sumX += x + 0.5;
      sumY += y + 0.5;
      count += 1;
    }
  }
  return count === 0 ? null : { x: left + sumX / count, y: sumY / count };
}

/** The border of a bright patch around a place, as a hand would follow it: where it is half as bright as it is, in `count` directions. */
export async function brightBorder(
  page: Page,
  middle: { readonly x: number; readonly y: number },
  count: number,
): Promise<readonly (readonly [number, number])[]> {
  const picture = (await page.screenshot({ type: 'png' })).toString('base64');
  return page.evaluate(followBorder, { picture, middle, count });
}

/** Runs in the browser. */
async function followBorder({
  picture,
  middle,
  count,
}: {
  picture: string;
  middle: { x: number; y: number };
  count: number;
}): Promise<[number, number][]> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) throw new Error('No canvas to look at the screen with');
  context.drawImage(image, 0, 0);
  const { data, width } = context.getImageData(0, 0, image.width, image.height);
  const brightness = (x: number, y: number): number => data[(Math.floor(y) * width + Math.floor(x)) * 4] ?? 0;
  const half = brightness(middle.x, middle.y) / 2;
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const at = (along: number): [number, number] => [
      middle.x + along * Math.cos(angle),
      middle.y + along * Math.sin(angle),
    ];
    let along = 5;
    while (along < 500 && brightness(...at(along)) > half) along += 0.5;
    return at(along);
  });
}
