import { multipartRelated } from './multipart-related.js';

test('each part stands between boundaries with its type, byte for byte', () => {
  const { contentType, pieces } = multipartRelated('application/octet-stream; transfer-syntax=1.2', [
    Uint8Array.of(13, 10, 0),
    Uint8Array.of(255),
  ]);
  expect(contentType).toBe('multipart/related; type="application/octet-stream"; boundary=lectern-frame-boundary');
  const head = '--lectern-frame-boundary\r\nContent-Type: application/octet-stream; transfer-syntax=1.2\r\n\r\n';
  expect(Buffer.concat(pieces).toString('latin1')).toBe(
    `${head}\r\n\0\r\n${head}\u00ff\r\n--lectern-frame-boundary--\r\n`,
  );
});
