import type { CornerstoneCore, LabelmapImage } from './cornerstone.js';
import { type Dataset, Tag, need, number, text } from './dicom-json.js';
import { fetchFrames, fetchMetadata } from './dicomweb.js';
import type { LoadedStack } from './case-images.js';
import { type Masks, drawMasks, segmentationFrames } from './segmentation.js';

/** The AI's masks of one stack, as images that lie on its slices. */
export interface StackOverlay {
  readonly segmentationId: string;
  readonly studyInstanceUid: string;
  readonly images: readonly LabelmapImage[];
}

/** Overlays of the cases at hand, by the series that holds the segmentation. */
export class OverlayMasks {
  private readonly overlays = new Map<string, Promise<StackOverlay>>();

  constructor(private readonly cornerstone: CornerstoneCore) {}

  /** The overlay of a stack that names a segmentation; asked again, it is there at once. A failure is not remembered. */
  load(study: string, stack: LoadedStack, segmentationSeries: string): Promise<StackOverlay> {
    const known = this.overlays.get(segmentationSeries);
    if (known) return known;
    const loading = this.build(study, stack, segmentationSeries);
    loading.catch(() => this.overlays.delete(segmentationSeries));
    this.overlays.set(segmentationSeries, loading);
    return loading;
  }

  /** Forgets every overlay but those of these studies; returns the segmentations forgotten. */
  async releaseAllBut(kept: ReadonlySet<string>): Promise<readonly string[]> {
    const forgotten: string[] = [];
    for (const [series, loading] of this.overlays) {
      const overlay = await loading.catch(() => null);
      if (overlay && kept.has(overlay.studyInstanceUid)) continue;
      this.overlays.delete(series);
      if (!overlay) continue;
      forgotten.push(overlay.segmentationId);
      for (const { imageId } of overlay.images) this.cornerstone.cache.removeImageLoadObject(imageId, { force: true });
    }
    return forgotten;
  }

  private async build(study: string, stack: LoadedStack, series: string): Promise<StackOverlay> {
    const masks = await fetchMasks(study, series);
    const images = this.cornerstone.imageLoader.createAndCacheDerivedLabelmapImages(
      stack.slices.map(({ imageId }) => imageId),
    );
    stack.slices.forEach(({ sopInstanceUid }, index) => {
      const mask = masks.get(sopInstanceUid);
      const image = images[index];
      if (mask && image) image.voxelManager.getScalarData().set(mask);
    });
    return { segmentationId: `overlay-${series}`, studyInstanceUid: study, images };
  }
}

async function fetchMasks(study: string, series: string): Promise<Masks> {
  const [dataset] = await fetchMetadata(study, series);
  const segmentation: Dataset = need(dataset, 'a segmentation');
  const instance = need(text(segmentation, Tag.SOPInstanceUID), 'SOPInstanceUID');
  const count = number(segmentation, Tag.NumberOfFrames) ?? segmentationFrames(segmentation).length;
  return drawMasks(segmentation, await fetchFrames(study, series, instance, count));
}
