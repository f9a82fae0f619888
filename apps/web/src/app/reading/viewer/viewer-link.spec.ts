import type { ViewerEvent } from '@lectern/contracts';
import { ViewerLink } from './viewer-link.js';

const ready = { lectern: 'from-viewer', protocol: 1, type: 'ready', atMillis: 5 };

function setUp() {
  const heard: ViewerEvent[] = [];
  const link = new ViewerLink((event) => heard.push(event));
  const frame = { postMessage: (data: unknown, origin: string) => said.push([data, origin]) } as unknown as Window;
  const said: unknown[] = [];
  link.connect(frame);
  const deliver = (data: unknown, from: { origin?: string; source?: Window } = {}) => {
    const event = new MessageEvent('message', { data, origin: from.origin ?? location.origin });
    Object.defineProperty(event, 'source', { value: from.source ?? frame });
    window.dispatchEvent(event);
  };
  return { heard, said, link, deliver };
}

test('hears its frame', () => {
  const { heard, deliver, link } = setUp();
  deliver(ready);
  expect(heard).toEqual([ready]);
  link.close();
});

test('hears no other window, no other origin, no other protocol and nothing malformed', () => {
  const { heard, deliver, link } = setUp();
  deliver(ready, { origin: 'https://elsewhere.example' });
  deliver(ready, { source: window });
  deliver({ ...ready, protocol: 2 });
  deliver({ ...ready, surplus: true });
  deliver('ready');
  expect(heard).toEqual([]);
  link.close();
});

test('speaks in the envelope of the contract, to its own origin', () => {
  const { said, link } = setUp();
  link.say({ type: 'set-tool', tool: 'zoom' });
  expect(said).toEqual([[{ lectern: 'to-viewer', protocol: 1, type: 'set-tool', tool: 'zoom' }, location.origin]]);
  link.close();
});
