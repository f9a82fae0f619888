import { type Dataset, Tag, need, number, text } from './dicom-json.js';
import { fetchFrames, fetchMetadata } from './dicomweb.js';
import { maskBorder } from './mask-shape.js';
import { drawMasks, type Masks, probabilities, segmentationFrames } from './segmentation.js';

/** Sky blue of Okabe and Ito (2008): seen by colour-blind eyes, and neither a warning nor a verdict. */
export const OVERLAY_COLOR = [86, 180, 233] as const;

/** From vermilion to yellow of Okabe and Ito: how likely a pixel is. */
const COLD = [213, 94, 0] as const;
const HOT = [240, 228, 66] as const;

/** A slice's mask ready to be drawn: its pixels as an image, its border as a path in pixel corners. */
export interface SliceOverlay {
  readonly fill: OffscreenCanvas;
  readonly border: Path2D;
}

/** The AI's masks of one stack by SOPInstanceUID; a slice without a mask has none. */
export type StackOverlay = ReadonlyMap<string, SliceOverlay>;

interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** Overlays of the cases at hand, by study and by the series that holds the segmentation. */
export class OverlayMasks {
  private readonly overlays = new Map<string, Map<string, Promise<StackOverlay>>>();

  /**
   * The overlay of a stack; asked again, it is there at once. A failure is not remembered.
   *
   * @param grid one slice of the stack: a segmentation on another grid would be drawn in the wrong place, so it is refused
   */
  load(study: string, segmentationSeries: string, grid: Grid): Promise<StackOverlay> {
    const ofStudy = this.overlays.get(study) ?? new Map<string, Promise<StackOverlay>>();
    this.overlays.set(study, ofStudy);
    const known = ofStudy.get(segmentationSeries);
    if (known) return known;
    const loading = fetchOverlay(study, segmentationSeries, grid);
    loading.catch(() => ofStudy.delete(segmentationSeries));
    ofStudy.set(segmentationSeries, loading);
    return loading;
  }

  /** Forgets the overlays of every study but these. */
  releaseAllBut(kept: ReadonlySet<string>): void {
    for (const study of this.overlays.keys()) if (!kept.has(study)) this.overlays.delete(study);
  }
}

async function fetchOverlay(study: string, series: string, grid: Grid): Promise<StackOverlay> {
  const [dataset] = await fetchMetadata(study, series);
  const segmentation: Dataset = need(dataset, 'a segmentation');
  const instance = need(text(segmentation, Tag.SOPInstanceUID), 'SOPInstanceUID');
  const rows = need(number(segmentation, Tag.Rows), 'Rows');
  const columns = need(number(segmentation, Tag.Columns), 'Columns');
  if (rows !== grid.rows || columns !== grid.columns)
    throw new Error('The segmentation lies on another grid than its images');
  const count = segmentationFrames(segmentation).length;
  if (count === 0) return new Map();
  const frames = await fetchFrames(study, series, instance, count);
  const isHeatMap = number(segmentation, Tag.BitsAllocated) === 8;
  const masks: Masks = isHeatMap ? probabilities(segmentation, frames) : drawMasks(segmentation, frames);
  const drawn = [...masks].filter(([, mask]) => mask.some((value) => value !== 0));
  const draw = (mask: Uint8Array): SliceOverlay =>
    isHeatMap
      ? { fill: fillImage(mask, rows, columns, heat), border: new Path2D() }
      : { fill: fillImage(mask, rows, columns, inside), border: borderPath(mask, rows, columns) };
  return new Map(drawn.map(([sopInstanceUid, mask]) => [sopInstanceUid, draw(mask)]));
}

/** The heat map's colours under the outlines of the segmentation; each alone where the other has nothing. */
export function combined(outlines: StackOverlay, heatMap: StackOverlay): StackOverlay {
  const both = new Map(outlines);
  for (const [sopInstanceUid, { fill, border }] of heatMap)
    both.set(sopInstanceUid, { fill, border: outlines.get(sopInstanceUid)?.border ?? border });
  return both;
}

type Rgba = readonly [number, number, number, number];

const inside = (): Rgba => [...OVERLAY_COLOR, 255];

function heat(value: number): Rgba {
  const at = (channel: 0 | 1 | 2): number => Math.round(COLD[channel] + ((HOT[channel] - COLD[channel]) * value) / 255);
  return [at(0), at(1), at(2), value];
}

function fillImage(mask: Uint8Array, rows: number, columns: number, color: (value: number) => Rgba): OffscreenCanvas {
  const canvas = new OffscreenCanvas(columns, rows);
  const context = need(canvas.getContext('2d') ?? undefined, 'a canvas to be drawn on');
  const image = context.createImageData(columns, rows);
  mask.forEach((value, pixel) => {
    if (value !== 0) image.data.set(color(value), pixel * 4);
  });
  context.putImageData(image, 0, 0);
  return canvas;
}

function borderPath(mask: Uint8Array, rows: number, columns: number): Path2D {
  const path = new Path2D();
  for (const { x, y, length, direction } of maskBorder(mask, rows, columns)) {
    path.moveTo(x, y);
    path.lineTo(direction === 'across' ? x + length : x, direction === 'down' ? y + length : y);
  }
  return path;
}
