import { acceptedFrames } from './accepted-frames.js';

const range = (mediaType: string, transferSyntax: string | null = null) => ({ mediaType, transferSyntax });

test.each([
  [undefined, []],
  ['', []],
  ['*/*', [range('*')]],
  ['multipart/*; transfer-syntax=*', [range('*', '*')]],
  ['multipart/related', [range('*')]],
  ['multipart/related; type=application/octet-stream; transfer-syntax=*', [range('application/octet-stream', '*')]],
  [
    'multipart/related; type="image/jphc"; q=0.4, Multipart/Related; Type="application/octet-stream"; Transfer-Syntax="1.2.840.10008.1.2.1"',
    [range('application/octet-stream', '1.2.840.10008.1.2.1'), range('image/jphc')],
  ],
  ['multipart/related; type="image/jphc"; q=0', [range('none')]],
  ['multipart/related; type="a,b;c"', [range('a,b;c')]],
  ['application/json, image/png', [range('none'), range('none')]],
])('%s', (accept, ranges) => {
  expect(acceptedFrames(accept)).toEqual(ranges);
});
