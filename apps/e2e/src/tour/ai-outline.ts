import type { Locator } from 'playwright-core';

/** The middle of that part of the AI's outline which lies nearest to the middle of a stack, or the middle of the stack itself (CSS px). */
export async function outlineOn(pane: Locator): Promise<[number, number]> {
  const box = (await pane.boundingBox())!;
  const [across, down] = await pane.evaluate(placeOfOutline);
  return [box.x + across * box.width, box.y + down * box.height];
}

/** Runs in the viewer's frame: the place as fractions of the pane's width and height. */
function placeOfOutline(pane: Element): [number, number] {
  const canvas = pane.querySelector<HTMLCanvasElement>('canvas.overlay');
  const drawn = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (!canvas || !drawn) return [0.5, 0.5];
  const { width, height } = canvas;
  const points = Array.from({ length: width * height }, (_, pixel) => ({
    x: pixel % width,
    y: Math.floor(pixel / width),
    isDrawn: drawn[4 * pixel + 3]! > 0,
  })).filter(({ isDrawn }) => isDrawn);
  const off = ({ x, y }: { x: number; y: number }): number => Math.hypot(x - width / 2, y - height / 2);
  const [nearest] = points.sort((a, b) => off(a) - off(b));
  if (!nearest) return [0.5, 0.5];
  const part = points.filter(({ x, y }) => Math.hypot(x - nearest.x, y - nearest.y) < width / 16);
  const mean = (axis: 'x' | 'y'): number => part.reduce((sum, point) => sum + point[axis], 0) / part.length;
  const [drawnOn, own] = [canvas.getBoundingClientRect(), pane.getBoundingClientRect()];
  return [
    (drawnOn.left + (mean('x') / width) * drawnOn.width - own.left) / own.width,
    (drawnOn.top + (mean('y') / height) * drawnOn.height - own.top) / own.height,
  ];
}
