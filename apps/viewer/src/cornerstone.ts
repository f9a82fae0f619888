import type { Vector } from './vector.js';

/** The parts of cornerstone3D 5 that the reading room uses. */
export interface CornerstoneCore {
  readonly Enums: {
    readonly Events: Readonly<
      Record<'IMAGE_RENDERED' | 'STACK_NEW_IMAGE' | 'VOI_MODIFIED' | 'IMAGE_LOAD_ERROR' | 'IMAGE_LOAD_FAILED', string>
    >;
    readonly ViewportType: { readonly STACK: string };
  };
  readonly eventTarget: EventTarget;
  readonly imageLoader: {
    loadAndCacheImage(imageId: string, options?: { requestType: string; priority: number }): Promise<unknown>;
  };
  readonly cache: {
    getImageLoadObject(imageId: string): unknown;
    removeImageLoadObject(imageId: string, options?: { force: boolean }): void;
    getCacheSize(): number;
  };
  readonly metaData: {
    addProvider(provider: MetadataProvider, priority: number): void;
    removeProvider(provider: MetadataProvider): void;
  };
  readonly utilities: {
    uuidv4(): string;
    readonly windowLevel: {
      toLowHighRange(width: number, center: number): VoiRange;
      toWindowLevel(lower: number, upper: number): { windowWidth: number; windowCenter: number };
    };
  };
}

export type MetadataProvider = (type: string, imageId: unknown) => unknown;

export interface VoiRange {
  readonly lower: number;
  readonly upper: number;
}

export interface RenderingEngine {
  readonly id: string;
  enableElement(input: {
    viewportId: string;
    type: string;
    element: HTMLDivElement;
    defaultOptions: { background: Vector };
  }): void;
  disableElement(viewportId: string): void;
  getViewport(viewportId: string): StackViewport;
  resize(immediate: boolean, keepCamera: boolean): void;
}

export interface StackViewport {
  readonly id: string;
  readonly element: HTMLDivElement;
  setStack(imageIds: readonly string[], index: number): Promise<string>;
  setImageIdIndex(index: number): Promise<string>;
  setProperties(properties: { voiRange?: VoiRange; interpolationType?: number }): void;
  getProperties(): { voiRange?: VoiRange };
  getImageIds(): readonly string[];
  getCurrentImageId(): string | undefined;
  getCurrentImageIdIndex(): number;
  getFrameOfReferenceUID(): string;
  getCamera(): { viewPlaneNormal?: Vector; viewUp?: Vector };
  canvasToWorld(point: readonly [number, number]): ArrayLike<number>;
  worldToCanvas(point: Vector): readonly [number, number];
  resetCamera(): void;
  render(): void;
}

export interface CornerstoneTools {
  readonly Enums: {
    readonly Events: Readonly<
      Record<
        'ANNOTATION_COMPLETED' | 'ANNOTATION_MODIFIED' | 'ANNOTATION_REMOVED' | 'ANNOTATION_SELECTION_CHANGE',
        string
      >
    >;
    readonly MouseBindings: Readonly<Record<'Primary' | 'Secondary' | 'Auxiliary' | 'Wheel', number>>;
  };
  addTool(tool: ToolClass): void;
  readonly ToolGroupManager: {
    createToolGroup(id: string): ToolGroup | undefined;
    destroyToolGroup(id: string): void;
  };
  readonly WindowLevelTool: ToolClass;
  readonly PanTool: ToolClass;
  readonly ZoomTool: ToolClass;
  readonly StackScrollTool: ToolClass;
  readonly LengthTool: ToolClass;
  readonly ProbeTool: ToolClass;
  readonly EllipticalROITool: ToolClass;
  readonly RectangleROITool: ToolClass;
  readonly PlanarFreehandROITool: ToolClass;
  readonly annotation: {
    readonly state: {
      addAnnotation(annotation: Annotation, element: HTMLDivElement): string;
      getAnnotation(uid: string): Annotation | undefined;
      getAllAnnotations(): readonly Annotation[];
      removeAnnotation(uid: string): void;
      removeAllAnnotations(): void;
    };
    readonly config: {
      readonly style: { setDefaultToolStyles(styles: ToolStyles): void; getDefaultToolStyles(): ToolStyles };
    };
  };
}

export type ToolStyles = Readonly<Record<string, object>>;

export interface ToolClass {
  new (properties?: object, defaults?: object): object;
  toolName: string;
}

export interface ToolGroup {
  addTool(name: string, configuration?: object): void;
  addViewport(viewportId: string, renderingEngineId: string): void;
  setToolActive(name: string, options: { bindings: readonly { mouseButton: number }[] }): void;
  setToolPassive(name: string, options?: { removeAllBindings: boolean }): void;
}

export interface Annotation {
  annotationUID: string;
  highlighted: boolean;
  invalidated: boolean;
  isLocked: boolean;
  isVisible: boolean;
  metadata: {
    toolName: string;
    referencedImageId: string;
    FrameOfReferenceUID: string;
    viewPlaneNormal?: Vector;
    viewUp?: Vector;
  };
  data: {
    label?: string;
    cachedStats: Record<string, unknown>;
    handles: { points: Vector[]; activeHandleIndex: number | null; textBox?: object };
    /** Of an outline. */
    contour?: { polyline: Vector[]; closed: boolean };
  };
}
