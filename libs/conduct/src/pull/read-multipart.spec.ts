import fc from 'fast-check';
import { boundaryOf, MalformedMultipart, readMultipart } from './read-multipart.js';

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(body: Buffer, sizes: readonly number[] = [7], largest = 1000) {
  const parts = [];
  for await (const part of readMultipart(inPieces(body, sizes), 'edge', largest)) parts.push(part);
  return parts;
}

const bodyOf = (
  parts: readonly Uint8Array[],
  head = 'Content-Type: application/dicom; transfer-syntax=1.2\r\n',
): Buffer =>
  Buffer.concat([
    Buffer.from('preamble'),
    ...parts.flatMap((part) => [Buffer.from(`\r\n--edge  \r\n${head}\r\n`), part]),
    Buffer.from('\r\n--edge--\r\nepilogue'),
  ]);

test('any parts come out as they went in, however the body is cut', async () => {
  const part = fc.uint8Array({ maxLength: 60 });
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), sizes, async (parts, pieces) => {
      fc.pre(!parts.some((each) => Buffer.from(each).includes('--edge')));
      const found = await read(bodyOf(parts), pieces);
      expect(found.map(({ bytes }) => [...bytes])).toEqual(parts.map((each) => [...each]));
      expect(new Set(found.map(({ contentType }) => contentType))).toEqual(new Set(['application/dicom']));
    }),
  );
});

test('a part without headers has no type; bytes that look like half a boundary are bytes', async () => {
  const tricky = Buffer.from('\r\n--edg\r\n--\r\n\r\n');
  expect(await read(bodyOf([tricky], ''))).toEqual([{ contentType: '', bytes: tricky }]);
});

test('a body that breaks off, or a part that is too large, is malformed', async () => {
  const whole = bodyOf([Buffer.alloc(50, 1), Buffer.alloc(50, 2)]);
  for (const end of [0, 5, 30, 90, whole.length - 20])
    await expect(read(whole.subarray(0, end))).rejects.toThrow(MalformedMultipart);
  await expect(read(bodyOf([Buffer.alloc(5000, 1)]), [64])).rejects.toThrow('larger than 1000 bytes');
});

test('the boundary stands in the header, quoted or not', () => {
  expect(boundaryOf('multipart/related; type="application/dicom"; boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/related;boundary=x-1; type="application/dicom"')).toBe('x-1');
  expect(() => boundaryOf('multipart/related; type="application/dicom"')).toThrow(MalformedMultipart);
});
