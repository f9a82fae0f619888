import { parseMultipart } from './multipart.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const message = bytes(
  '--b\r\nContent-Type: a/b; transfer-syntax=1.2\r\n\r\n\x00--\r\nx\xff\r\n--b\r\nContent-Type: c/d\r\n\r\n\r\n--b--\r\n',
);

test('parts keep their bytes, line breaks and dashes included', () => {
  const parts = parseMultipart('multipart/related; type="a/b"; boundary="b"', message);
  expect(parts.map(({ headers, body }) => [headers.get('content-type'), [...body]])).toEqual([
    ['a/b; transfer-syntax=1.2', [0, 45, 45, 13, 10, 120, 255]],
    ['c/d', []],
  ]);
});

test('an answer that is no multipart is one part; a boundary must be named', () => {
  expect(parseMultipart('application/octet-stream', bytes('xy'))).toEqual([
    { headers: new Map([['content-type', 'application/octet-stream']]), body: bytes('xy') },
  ]);
  expect(() => parseMultipart('multipart/related', message)).toThrow('boundary');
});
