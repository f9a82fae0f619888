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
    createAndCacheDerivedLabelmapImages(imageIds: readonly string[]): readonly LabelmapImage[];
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

export interface LabelmapImage {
  readonly imageId: string;
  readonly referencedImageId: string;
  readonly voxelManager: { getScalarData(): Uint8Array; setScalarData(data: Uint8Array): void };
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
  resetCamera(): void;
  render(): void;
}

export interface CornerstoneTools {
  readonly Enums: {
    readonly Events: Readonly<
      Record<
        | 'ANNOTATION_COMPLETED'
        | 'ANNOTATION_MODIFIED'
        | 'ANNOTATION_REMOVED'
        | 'ANNOTATION_SELECTION_CHANGE'
        | 'SEGMENTATION_RENDERED',
        string
      >
    >;
    readonly MouseBindings: Readonly<Record<'Primary' | 'Secondary' | 'Auxiliary' | 'Wheel', number>>;
    readonly SegmentationRepresentations: { readonly Labelmap: string };
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
  readonly ReferenceLinesTool: ToolClass;
  readonly ProbeTool: ToolClass;
  readonly EllipticalROITool: ToolClass;
  readonly RectangleROITool: ToolClass;
  readonly annotation: {
    readonly state: {
      addAnnotation(annotation: Annotation, element: HTMLDivElement): string;
      getAnnotation(uid: string): Annotation | undefined;
      getAllAnnotations(): readonly Annotation[];
      removeAnnotation(uid: string): void;
      removeAllAnnotations(): void;
    };
    readonly config: { readonly style: { setDefaultToolStyles(styles: object): void; getDefaultToolStyles(): object } };
  };
  readonly segmentation: {
    addSegmentations(input: readonly object[], suppressEvents: boolean): void;
    removeSegmentation(segmentationId: string): void;
    addLabelmapRepresentationToViewport(viewportId: string, input: readonly object[]): void;
    removeLabelmapRepresentation(viewportId: string, segmentationId: string, immediate: boolean): void;
    readonly config: {
      readonly style: { setStyle(specifier: object, style: object): void };
      readonly visibility: {
        setSegmentationRepresentationVisibility(
          viewportId: string,
          specifier: { segmentationId: string; type: string },
          visible: boolean,
        ): void;
      };
      readonly color: {
        setSegmentIndexColor(
          viewportId: string,
          segmentationId: string,
          segment: number,
          color: readonly number[],
        ): void;
      };
    };
    readonly state: { getSegmentation(segmentationId: string): unknown };
  };
  readonly utilities: { triggerAnnotationRenderForViewportIds(viewportIds: readonly string[]): void };
}

export interface ToolClass {
  new (properties?: object, defaults?: object): object;
  toolName: string;
}

export interface ToolGroup {
  addTool(name: string, configuration?: object): void;
  addViewport(viewportId: string, renderingEngineId: string): void;
  setToolActive(name: string, options: { bindings: readonly { mouseButton: number }[] }): void;
  setToolPassive(name: string, options?: { removeAllBindings: boolean }): void;
  setToolEnabled(name: string): void;
  setToolDisabled(name: string): void;
  setToolConfiguration(name: string, configuration: object): void;
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
  };
}
