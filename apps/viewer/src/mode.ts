import type { OhifManagers } from './ohif.js';
import { ReadingRoom } from './reading-room.js';

let room: ReadingRoom | null = null;

const instance = {
  id: 'lectern-reading-mode',
  routeName: 'reading',
  displayName: 'Reading',
  hide: true,
  isValidMode: () => ({ valid: true }),
  validationTags: { study: [], series: [] },
  extensions: { '@ohif/extension-default': '*', '@ohif/extension-cornerstone': '*' },
  sopClassHandlers: [],
  hangingProtocol: 'default',
  modeCustomizations: {
    'ohif.hotkeyBindings': { $set: [] },
    cornerstoneViewportClickCommands: { $set: {} },
  },
  routes: [{ path: 'reading', layoutTemplate: () => ({ id: 'lectern-reading.layoutTemplateModule.bare', props: {} }) }],
  onModeEnter(managers: OhifManagers): void {
    room?.close();
    room = new ReadingRoom(managers, document.getElementById('lectern-images') ?? document.body);
  },
  onModeExit(): void {
    room?.close();
    room = null;
  },
};

// eslint-disable-next-line no-restricted-exports -- OHIF takes a mode by its default export
export default { id: instance.id, modeFactory: () => instance, extensionDependencies: instance.extensions };
