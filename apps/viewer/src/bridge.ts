import type { ViewerCommand, ViewerEventBody } from '@lectern/contracts';
import { isViewerCommand } from './command-guard.js';

const PROTOCOL = 1;

/**
 * The only way between the page and its frame. It hears the page that embeds it and no other window, of the same origin alone, and only
 * well-formed commands of its protocol version.
 */
export class Bridge {
  private readonly listener: (event: MessageEvent) => void;

  /** @param malformed told when the page says something that is addressed to the viewer but is none of its commands */
  constructor(obey: (command: ViewerCommand) => void, malformed: () => void) {
    this.listener = ({ origin, source, data }) => {
      if (origin !== location.origin || source !== parent || source === window) return;
      if (isViewerCommand(data)) return obey(data);
      if (isAddressedToViewer(data)) malformed();
    };
    addEventListener('message', this.listener);
  }

  readonly say = (event: ViewerEventBody): void => {
    if (parent !== window)
      parent.postMessage({ lectern: 'from-viewer', protocol: PROTOCOL, ...event }, location.origin);
  };

  close(): void {
    removeEventListener('message', this.listener);
  }
}

function isAddressedToViewer(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'lectern' in data && data.lectern === 'to-viewer';
}
