import { type ViewerCommandBody, readViewerEvent, viewerCommand, viewerCommandSchema } from './viewer-messages.js';

const firstImage = {
  lectern: 'from-viewer',
  protocol: 1,
  type: 'first-image',
  caseToken: 't',
  atMillis: 1.5,
  loadMillis: 20,
};

test('an event is read as it was written', () => {
  expect(readViewerEvent(firstImage)).toEqual(firstImage);
});

test.each([
  ['of another version', { ...firstImage, protocol: 2 }],
  ['not from the viewer', { ...firstImage, lectern: 'to-viewer' }],
  ['with something added', { ...firstImage, patient: 'X' }],
  ['with something missing', { ...firstImage, caseToken: undefined }],
  ['of an unknown type', { ...firstImage, type: 'first-picture' }],
  ['that is no object', 'first-image'],
])('a message %s is no event', (_, message) => {
  expect(readViewerEvent(message)).toBeNull();
});

test('a command gets its envelope', () => {
  const body: ViewerCommandBody = { type: 'set-tool', tool: 'ellipse' };
  expect(viewerCommandSchema.parse(viewerCommand(body))).toEqual({ lectern: 'to-viewer', protocol: 1, ...body });
});
