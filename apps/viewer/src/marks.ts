import type { Mark, MarkTool, Orientation, ViewerEventBody, ViewerMark } from '@lectern/contracts';
import type { Annotation, CornerstoneCore, CornerstoneTools, StackViewport } from './cornerstone.js';
import { LENGTH_TOOL_NAME, MARK_TOOL_NAMES } from './finding-tools.js';
import type { ImageMetadata } from './image-metadata.js';
import { drawnAgain, drawnPlace, hasExtent, liesOn, recordedPoints } from './mark-shape.js';
import type { Slice } from './slice.js';
import { throttled } from './throttle.js';
import type { Vector } from './vector.js';

const UPDATE_EVERY_MILLIS = 100;
const TOOLS = Object.fromEntries(Object.entries(MARK_TOOL_NAMES).map(([tool, name]) => [name, tool])) as Record<
  string,
  MarkTool
>;

interface Placed {
  readonly atMillis: number;
  readonly drawn: string; // where the page last heard that it is
}

export interface MarkContext {
  readonly caseToken: string;
  readonly orientationOf: (seriesInstanceUid: string) => Orientation | undefined;
}

/** The reader's marks: cornerstone's annotations told to the page in patient coordinates, and drawn again from them. */
export class Marks {
  private context: MarkContext | null = null;
  private readonly placed = new Map<string, Placed>(); // what the page knows of
  private readonly update = throttled(UPDATE_EVERY_MILLIS, (annotation: Annotation) =>
    this.report('mark-updated', annotation),
  );
  private readonly listeners: readonly (readonly [string, (event: Event) => void])[];
  private quiet = false;

  constructor(
    private readonly cornerstone: CornerstoneCore,
    private readonly tools: CornerstoneTools,
    private readonly metadata: ImageMetadata,
    private readonly now: () => number,
    private readonly say: (event: ViewerEventBody) => void,
  ) {
    const { Events } = tools.Enums;
    const annotationOf = (event: Event): Annotation =>
      (event as CustomEvent<{ annotation: Annotation }>).detail.annotation;
    this.listeners = [
      [Events.ANNOTATION_COMPLETED, (event) => this.completed(annotationOf(event))],
      [Events.ANNOTATION_MODIFIED, (event) => this.modified(annotationOf(event))],
      [Events.ANNOTATION_REMOVED, (event) => this.removed(annotationOf(event))],
      [
        Events.ANNOTATION_SELECTION_CHANGE,
        (event) => this.selected((event as CustomEvent<{ added?: readonly string[] }>).detail.added ?? []),
      ],
    ];
    for (const [name, listener] of this.listeners) cornerstone.eventTarget.addEventListener(name, listener);
  }

  /** Begins a case without marks. */
  begin(context: MarkContext | null): void {
    this.clear();
    this.context = context;
  }

  /** Draws marks of the open case without reporting them. */
  restore(
    marks: readonly ViewerMark[],
    sliceOf: (sopInstanceUid: string) => Slice | undefined,
    element: HTMLDivElement,
  ): void {
    for (const mark of marks) {
      const slice = sliceOf(mark.sopInstanceUid);
      if (!slice) continue;
      this.quietly(() => this.tools.annotation.state.removeAnnotation(mark.id));
      const annotation = annotationFor(mark, slice);
      this.placed.set(mark.id, { atMillis: mark.atMillis, drawn: drawnPlace(mark.tool, annotation.data) });
      this.tools.annotation.state.addAnnotation(annotation, element);
    }
  }

  /** Places a point where the reader clicked, unless that is beside the image, and reports it. */
  placePoint(slice: Slice, point: Vector, element: HTMLDivElement): void {
    const orientation = this.context?.orientationOf(slice.seriesInstanceUid);
    if (!orientation || !liesOn(slice, point)) return;
    const { seriesInstanceUid, sopInstanceUid } = slice;
    const id = this.cornerstone.utilities.uuidv4();
    const points: Mark['points'] = [[...point]];
    const mark: Mark = {
      id,
      tool: 'point',
      orientation,
      seriesInstanceUid,
      sopInstanceUid,
      points,
      atMillis: this.now(),
    };
    this.restore([mark], () => slice, element);
    const annotation = this.tools.annotation.state.getAnnotation(id);
    if (annotation) this.report('mark-added', annotation);
  }

  /** Whether a point mark of this slice lies within `radius` screen pixels of a place in the pane: a click there takes hold of it. */
  isPointNear(viewport: StackViewport, place: readonly [number, number], radius: number): boolean {
    const imageId = viewport.getCurrentImageId();
    return this.tools.annotation.state.getAllAnnotations().some(({ metadata, data }) => {
      const point = data.handles.points[0];
      if (metadata.toolName !== MARK_TOOL_NAMES.point || metadata.referencedImageId !== imageId || !point) return false;
      const [x, y] = viewport.worldToCanvas(point);
      return Math.hypot(x - place[0], y - place[1]) < radius;
    });
  }

  /** Removes a mark; the page, which asked, is not told. */
  remove(mark: string): void {
    this.placed.delete(mark);
    this.quietly(() => this.tools.annotation.state.removeAnnotation(mark));
  }

  label(mark: string, label: string): void {
    const annotation = this.tools.annotation.state.getAnnotation(mark);
    if (annotation) annotation.data.label = label;
  }

  clearLengths(): void {
    const { state } = this.tools.annotation;
    for (const { annotationUID, metadata } of [...state.getAllAnnotations()])
      if (metadata.toolName === LENGTH_TOOL_NAME) state.removeAnnotation(annotationUID);
  }

  clear(): void {
    this.placed.clear();
    this.quietly(() => this.tools.annotation.state.removeAllAnnotations());
  }

  destroy(): void {
    for (const [name, listener] of this.listeners) this.cornerstone.eventTarget.removeEventListener(name, listener);
  }

  private completed(annotation: Annotation): void {
    const slice = this.sliceOf(annotation);
    const tool = TOOLS[annotation.metadata.toolName];
    if (!slice || !tool || this.placed.has(annotation.annotationUID)) return;
    if (!this.tools.annotation.state.getAnnotation(annotation.annotationUID)) return; // let go outside the image
    if (!hasExtent(tool, recordedPoints(tool, annotation.data, slice), slice))
      return this.remove(annotation.annotationUID);
    this.placed.set(annotation.annotationUID, { atMillis: this.now(), drawn: '' });
    this.report('mark-added', annotation);
  }

  /** cornerstone says so for statistics too: what counts is that the mark has moved. */
  private modified(annotation: Annotation): void {
    const known = this.placed.get(annotation.annotationUID);
    const tool = TOOLS[annotation.metadata.toolName];
    if (known && tool && known.drawn !== drawnPlace(tool, annotation.data)) this.update(annotation);
  }

  private removed({ annotationUID }: Annotation): void {
    const known = this.placed.delete(annotationUID);
    if (!known || this.quiet || !this.context) return;
    this.say({ type: 'mark-removed', caseToken: this.context.caseToken, atMillis: this.now(), mark: annotationUID });
  }

  private selected(marks: readonly string[]): void {
    const mark = marks.find((id) => this.placed.has(id));
    if (mark && this.context)
      this.say({ type: 'mark-selected', caseToken: this.context.caseToken, atMillis: this.now(), mark });
  }

  private report(type: 'mark-added' | 'mark-updated', annotation: Annotation): void {
    const mark = this.markOf(annotation);
    if (!mark || !this.context) return;
    this.placed.set(mark.id, { atMillis: mark.atMillis, drawn: drawnPlace(mark.tool, annotation.data) });
    this.say({ type, caseToken: this.context.caseToken, atMillis: this.now(), mark });
  }

  private markOf(annotation: Annotation): Mark | undefined {
    const slice = this.sliceOf(annotation);
    const tool = TOOLS[annotation.metadata.toolName];
    const orientation = slice && this.context?.orientationOf(slice.seriesInstanceUid);
    const atMillis = this.placed.get(annotation.annotationUID)?.atMillis;
    if (!slice || !tool || !orientation || atMillis === undefined) return undefined;
    const { seriesInstanceUid, sopInstanceUid } = slice;
    const points = recordedPoints(tool, annotation.data, slice);
    return { id: annotation.annotationUID, tool, orientation, seriesInstanceUid, sopInstanceUid, points, atMillis };
  }

  private sliceOf(annotation: Annotation): Slice | undefined {
    return this.metadata.slice(annotation.metadata.referencedImageId);
  }

  private quietly(act: () => void): void {
    this.quiet = true;
    try {
      act();
    } finally {
      this.quiet = false;
    }
  }
}

function annotationFor(mark: ViewerMark, slice: Slice): Annotation {
  return {
    annotationUID: mark.id,
    highlighted: false,
    invalidated: true,
    isLocked: false,
    isVisible: true,
    metadata: {
      toolName: MARK_TOOL_NAMES[mark.tool],
      referencedImageId: slice.imageId,
      FrameOfReferenceUID: slice.frameOfReferenceUid,
    },
    data: {
      ...(mark.label !== undefined && { label: mark.label }),
      cachedStats: {},
      ...drawnAgain(mark, slice),
    },
  };
}
