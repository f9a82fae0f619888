import type { ViewerCommand } from '@lectern/contracts';
import { Bridge } from './bridge.js';
import { CaseImages } from './case-images.js';
import { CaseOverlay } from './case-overlay.js';
import { Crosshair } from './crosshair.js';
import { browserTime } from './clock.js';
import { FindingTools } from './finding-tools.js';
import { ImageMetadata } from './image-metadata.js';
import { forwardInput } from './input.js';
import { Marks } from './marks.js';
import { type OhifManagers, cornerstoneLibraries } from './ohif.js';
import { OpenCase } from './open-case.js';
import { OverlayMasks } from './overlay-masks.js';
import { OverlayView } from './overlay-view.js';
import { StackLayout } from './stack-layout.js';
import { PaneWords, buildPanes } from './panes.js';
import { PointClicks } from './point-clicks.js';
import { ReferenceLines } from './reference-lines.js';
import { ImagesUnavailable } from './dicomweb.js';
import { ViewWatch } from './view-watch.js';
import { Viewports } from './viewports.js';

type Of<Type extends ViewerCommand['type']> = Extract<ViewerCommand, { type: Type }>;
type Obey = { readonly [Type in ViewerCommand['type']]: (command: Of<Type>) => void | Promise<void> };

const METADATA_PRIORITY = 20_000; // before OHIF's own, which knows nothing of our images

/** Wires the page's commands to panes, overlay, tools and marks. One instance while OHIF's reading mode is entered. */
export class ReadingRoom {
  private readonly stop: readonly (() => void)[];
  private readonly obey: Obey;
  private readonly open: OpenCase;

  constructor(managers: OhifManagers, container: HTMLElement) {
    const { cornerstone, cornerstoneTools } = cornerstoneLibraries(managers);
    const bridge = new Bridge(
      (command) => void this.follow(command),
      () =>
        bridge.say({
          type: 'error',
          atMillis: browserTime(),
          code: 'bad-message',
          message: 'Not a command of protocol 1',
        }),
    );
    this.say = bridge.say;
    const metadata = new ImageMetadata();
    cornerstone.metaData.addProvider(metadata.provide, METADATA_PRIORITY);
    const panes = buildPanes(container);
    container.dataset['state'] = 'blank';
    const engine = managers.servicesManager.services.cornerstoneViewportService.getRenderingEngine();
    const viewports = new Viewports(cornerstone, engine, panes);
    const tools = new FindingTools(cornerstoneTools, viewports);
    const marks = new Marks(cornerstone, cornerstoneTools, metadata, browserTime, bridge.say);
    const clicks = new PointClicks(tools, viewports, metadata, marks);
    const crosshair = new Crosshair(cornerstone, tools, viewports, metadata);
    const lines = new ReferenceLines(cornerstone, viewports, metadata);
    const layout = new StackLayout(container, viewports, lines);
    const words = new PaneWords();
    const images = new CaseImages(cornerstone, metadata);
    const overlay = new OverlayView(cornerstone, metadata, viewports);
    const caseOverlay = new CaseOverlay(new OverlayMasks(), overlay, panes, bridge.say);
    this.open = new OpenCase({
      cornerstone,
      container,
      viewports,
      images,
      overlay: caseOverlay,
      marks,
      tools,
      crosshair,
      layout,
      words,
      say: bridge.say,
    });
    const watch = new ViewWatch(cornerstone, viewports, this.open, layout, bridge.say);
    const resize = new ResizeObserver(() => viewports.resize());
    resize.observe(container);
    this.obey = commands(this.open, layout, words);
    this.stop = [
      forwardInput(bridge.say),
      () => resize.disconnect(),
      () => watch.close(),
      () => clicks.destroy(),
      () => crosshair.destroy(),
      () => lines.destroy(),
      () => marks.destroy(),
      () => overlay.destroy(),
      () => tools.destroy(),
      () => viewports.destroy(),
      () => cornerstone.metaData.removeProvider(metadata.provide),
      () => bridge.close(),
      () => container.replaceChildren(),
    ];
    bridge.say({ type: 'ready', atMillis: browserTime() });
  }

  close(): void {
    for (const stop of this.stop) stop();
  }

  private readonly say: Bridge['say'];

  private async follow(command: ViewerCommand): Promise<void> {
    try {
      await (this.obey[command.type] as (command: ViewerCommand) => void | Promise<void>)(command);
    } catch (error) {
      const code = error instanceof ImagesUnavailable ? 'images-unavailable' : 'failed';
      const message = String(error instanceof Error ? error.message : error).slice(0, 500);
      const token = 'caseToken' in command ? { caseToken: command.caseToken } : {};
      this.say({ type: 'error', atMillis: browserTime(), ...token, code, message });
    }
  }
}

function commands(open: OpenCase, layout: StackLayout, words: PaneWords): Obey {
  return {
    'open-case': (command) => open.open(command),
    prefetch: (command) => open.prefetch(command),
    'lay-overlay': (command) => open.layOverlay(command),
    'close-case': () => open.close(),
    release: ({ studyInstanceUid }) => open.release(studyInstanceUid),
    'set-tool': ({ tool }) => open.useTool(tool),
    'set-layout': (command) => layout.set(command.layout, command.focus),
    'set-overlay': ({ visible, opacity }) => open.setOverlay({ visible, opacity }),
    'set-window': ({ width, center }) => open.setWindow({ width, center }),
    'stored-window': () => open.setWindow(),
    'reset-view': () => open.resetView(),
    scroll: ({ by, orientation }) => open.scroll(by, orientation),
    'step-stack': ({ by }) => layout.step(by),
    'show-slice': ({ sopInstanceUid }) => open.showSlice(sopInstanceUid),
    'set-reference-lines': ({ visible }) => layout.setReferenceLines(visible),
    'restore-marks': ({ caseToken, marks }) => open.restoreMarks(caseToken, marks),
    'remove-mark': ({ caseToken, mark }) => open.removeMark(caseToken, mark),
    'label-mark': ({ caseToken, mark, label }) => open.labelMark(caseToken, mark, label),
    'clear-marks': ({ caseToken }) => open.clearMarks(caseToken),
    'clear-lengths': () => open.clearLengths(),
    'set-words': (command) => words.speak(command),
  };
}
