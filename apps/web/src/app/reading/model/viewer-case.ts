import type {
  AiView,
  CaseImages,
  OpenRead,
  ReadingEvent,
  ViewerEvent,
  ViewerMark,
  ViewerStack,
} from '@lectern/contracts';
import { labelOf, type OpenFinding } from './findings.js';

/** The stacks of a read as the viewer opens them, each with its segmentation and heat map where the read shows them. */
export function stacksOf(images: CaseImages, ai: AiView | undefined): ViewerStack[] {
  const isAvailable = ai?.state === 'available';
  return withObjects(
    images,
    isAvailable && ai.shows.includes('segmentation') ? ai.segmentations : [],
    isAvailable && ai.shows.includes('heat-map') ? ai.heatMaps : [],
  );
}

/** The next case as the viewer may load it ahead. */
export function prefetchStacksOf({
  images,
  segmentations,
  heatMaps,
}: NonNullable<OpenRead['prefetch']>): ViewerStack[] {
  return withObjects(images, segmentations, heatMaps);
}

function withObjects(
  { stacks }: CaseImages,
  segmentations: AiView['segmentations'],
  heatMaps: AiView['heatMaps'],
): ViewerStack[] {
  return stacks.slice(0, 3).map((stack) => {
    const segmentation = segmentations.find(({ orientation }) => orientation === stack.orientation);
    const heatMap = heatMaps.find(({ orientation }) => orientation === stack.orientation);
    return {
      ...stack,
      ...(segmentation && { segmentationSeriesInstanceUid: segmentation.seriesInstanceUid }),
      ...(heatMap && { heatMapSeriesInstanceUid: heatMap.seriesInstanceUid }),
    };
  });
}

export function viewerMarks(findings: readonly OpenFinding[]): ViewerMark[] {
  return findings.flatMap(({ marks }) => marks.map((mark) => ({ ...mark, label: labelOf(findings, mark.id) ?? '' })));
}

/** What of the viewer's reports is evidence of the read, as the record keeps it. */
export function readingEventOf(event: ViewerEvent): ReadingEvent | null {
  switch (event.type) {
    case 'first-image':
      return { kind: 'first-image', atMillis: event.atMillis, loadMillis: event.loadMillis };
    case 'overlay-shown':
    case 'overlay-hidden':
      return { kind: event.type, atMillis: event.atMillis };
    case 'slice':
      return {
        kind: 'slice',
        atMillis: event.atMillis,
        orientation: event.orientation,
        sopInstanceUid: event.sopInstanceUid,
      };
    case 'window': {
      const { atMillis, orientation, width, center } = event;
      return { kind: 'window', atMillis, orientation, width, center };
    }
    case 'mark-added':
      return { kind: 'mark-added', atMillis: event.atMillis, mark: event.mark.id };
    case 'mark-removed':
      return { kind: 'mark-removed', atMillis: event.atMillis, mark: event.mark };
    default:
      return null;
  }
}
