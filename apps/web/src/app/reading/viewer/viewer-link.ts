import { readViewerEvent, viewerCommand, type ViewerCommandBody, type ViewerEvent } from '@lectern/contracts';

/** The page's end of the bridge: hears the one frame that it holds, of its own origin alone, and only well-formed events. */
export class ViewerLink {
  private frame: Window | null = null;
  private readonly listener: (event: MessageEvent) => void;

  constructor(hear: (event: ViewerEvent) => void) {
    this.listener = ({ origin, source, data }) => {
      if (origin !== location.origin || source === null || source !== this.frame) return;
      const event = readViewerEvent(data);
      if (event) hear(event);
    };
    addEventListener('message', this.listener);
  }

  connect(frame: Window | null): void {
    this.frame = frame;
  }

  say(command: ViewerCommandBody): void {
    this.frame?.postMessage(viewerCommand(command), location.origin);
  }

  close(): void {
    removeEventListener('message', this.listener);
    this.frame = null;
  }
}
