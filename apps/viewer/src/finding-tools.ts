import type { MarkTool, ViewerTool } from '@lectern/contracts';
import type { Annotation, CornerstoneTools, ToolClass, ToolGroup } from './cornerstone.js';
import { norm, subtract } from './vector.js';
import type { Viewports } from './viewports.js';

const GROUP = 'lectern';

/** Names of the tools that draw findings; not cornerstone's own, or OHIF would list and label them as its measurements. */
export const MARK_TOOL_NAMES: Readonly<Record<MarkTool, string>> = {
  point: 'LecternPoint',
  ellipse: 'LecternEllipse',
  box: 'LecternBox',
  mask: 'LecternMask',
};

/** A length is the reader's own, and told to nobody. */
export const LENGTH_TOOL_NAME = 'LecternLength';

/** Orange of Okabe and Ito (2008), apart from the overlay's blue for all eyes. */
const MARK_COLOR = 'rgb(230, 159, 0)';
const LENGTH_COLOR = 'rgb(200, 200, 200)';
const SELECTED_COLOR = 'rgb(255, 214, 102)';

/** The mouse in the panes: wheel scrolls, middle pans, right zooms; the left button is the page's choice. */
export class FindingTools {
  private readonly group: ToolGroup;
  private primary: ViewerTool = 'window';

  constructor(
    private readonly tools: CornerstoneTools,
    viewports: Viewports,
  ) {
    registerMarkTools(tools);
    registerLengthTool(tools);
    styleMarks(tools);
    tools.ToolGroupManager.destroyToolGroup(GROUP);
    const group = tools.ToolGroupManager.createToolGroup(GROUP);
    if (!group) throw new Error('cornerstone made no tool group');
    this.group = group;
    for (const name of Object.values(this.toolNames())) group.addTool(name);
    for (const { viewportId } of viewports.panes) group.addViewport(viewportId, viewports.engineId);
    for (const name of [...Object.values(MARK_TOOL_NAMES), LENGTH_TOOL_NAME]) group.setToolPassive(name);
    this.use('window');
  }

  /** The tool that the left button has. */
  get current(): ViewerTool {
    return this.primary;
  }

  /** Gives the left button to a tool; marks stay movable with every tool. `PointClicks` and `Crosshair` see to theirs themselves. */
  use(tool: ViewerTool): void {
    const names = this.toolNames();
    if (this.primary !== 'crosshair') this.group.setToolPassive(names[this.primary], { removeAllBindings: true });
    this.primary = tool;
    const { Primary, Secondary, Auxiliary, Wheel } = this.tools.Enums.MouseBindings;
    const always = { scroll: Wheel, zoom: Secondary, pan: Auxiliary } as const;
    for (const [name, button] of Object.entries(always) as [keyof typeof always, number][]) {
      const bindings = [{ mouseButton: button }, ...(name === tool ? [{ mouseButton: Primary }] : [])];
      this.group.setToolActive(names[name], { bindings });
    }
    if (!(tool in always) && tool !== 'point' && tool !== 'crosshair')
      this.group.setToolActive(names[tool], { bindings: [{ mouseButton: Primary }] });
  }

  destroy(): void {
    this.tools.ToolGroupManager.destroyToolGroup(GROUP);
  }

  private toolNames(): Readonly<Record<Exclude<ViewerTool, 'crosshair'>, string>> {
    const { WindowLevelTool, PanTool, ZoomTool, StackScrollTool } = this.tools;
    return {
      window: WindowLevelTool.toolName,
      pan: PanTool.toolName,
      zoom: ZoomTool.toolName,
      scroll: StackScrollTool.toolName,
      length: LENGTH_TOOL_NAME,
      ...MARK_TOOL_NAMES,
    };
  }
}

/** Own classes, since cornerstone registers a tool by its name; beside a mark stands its label, no statistics. */
function registerMarkTools(tools: CornerstoneTools): void {
  const bases: Readonly<Record<MarkTool, ToolClass>> = {
    point: tools.ProbeTool,
    ellipse: tools.EllipticalROITool,
    box: tools.RectangleROITool,
    mask: tools.PlanarFreehandROITool,
  };
  for (const [tool, Base] of Object.entries(bases) as [MarkTool, ToolClass][]) {
    class FindingTool extends Base {
      static override toolName = MARK_TOOL_NAMES[tool];
      constructor(properties: { configuration?: object } = {}, defaults?: object) {
        const configuration = {
          ...properties.configuration,
          getTextLines: labelLines,
          preventHandleOutsideImage: true,
          allowOpenContours: false,
        };
        super({ ...properties, configuration }, defaults);
      }
    }
    tools.addTool(FindingTool);
  }
}

function registerLengthTool(tools: CornerstoneTools): void {
  class LengthTool extends tools.LengthTool {
    static override toolName = LENGTH_TOOL_NAME;
    constructor(properties: { configuration?: object } = {}, defaults?: object) {
      super({ ...properties, configuration: { ...properties.configuration, getTextLines: lengthLines } }, defaults);
    }
  }
  tools.addTool(LengthTool);
}

function lengthLines({ handles: { points } }: Annotation['data']): readonly string[] | undefined {
  const [from, to] = points;
  return from && to && [`${norm(subtract(from, to)).toFixed(1)} mm`];
}

/** cornerstone asks with the annotation's data. */
function labelLines(data: { label?: string }): readonly string[] | undefined {
  return data.label ? [data.label] : undefined;
}

function styleMarks(tools: CornerstoneTools): void {
  const { style } = tools.annotation.config;
  const { global, ...others } = style.getDefaultToolStyles();
  const selected = {
    colorHighlighted: SELECTED_COLOR,
    colorSelected: SELECTED_COLOR,
    textBoxColorHighlighted: SELECTED_COLOR,
    textBoxColorSelected: SELECTED_COLOR,
  };
  const states = ['color', 'colorHighlighted', 'colorSelected'];
  const lengthStyle = Object.fromEntries(
    [...states, ...states.map((state) => `textBoxC${state.slice(1)}`)].map((name) => [name, LENGTH_COLOR]),
  );
  const label = { textBoxColor: MARK_COLOR, textBoxFontSize: '14px', textBoxLinkLineWidth: '0' };
  style.setDefaultToolStyles({
    ...others,
    global: { ...global, color: MARK_COLOR, lineWidth: '2', ...label, ...selected },
    [LENGTH_TOOL_NAME]: lengthStyle,
  });
}
