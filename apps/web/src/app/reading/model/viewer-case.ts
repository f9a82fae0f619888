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

/** The stacks of a read as the viewer opens them, each with its segmentation where the read shows one. */
export function stacksOf(images: CaseImages, ai: AiView | undefined): ViewerStack[] {
  const isShown = ai?.state === 'available' && ai.shows.includes('segmentation');
  return withSegmentations(images, isShown ? ai.segmentations : []);
}

/** The next case as the viewer may load it ahead. */
export function prefetchStacksOf({ images, segmentations }: NonNullable<OpenRead['prefetch']>): ViewerStack[] {
  return withSegmentations(images, segmentations);
}

function withSegmentations({ stacks }: CaseImages, segmentations: AiView['segmentations']): ViewerStack[] {
  return stacks.slice(0, 3).map((stack) => {
    const segmentation = segmentations.find(({ orientation }) => orientation === stack.orientation);
    return { ...stack, ...(segmentation && { segmentationSeriesInstanceUid: segmentation.seriesInstanceUid }) };
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
