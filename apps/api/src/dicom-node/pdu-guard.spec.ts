import { PduGuard } from './pdu-guard.js';

const unit = (length: number, present = length): Buffer => {
  const header = Buffer.from([4, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(length, 2);
  return Buffer.concat([header, Buffer.alloc(present, 255)]);
};

test.each([1, 2, 5, 6, 7, 1000])('units of any length up to the limit pass in pieces of %d', (size) => {
  const guard = new PduGuard(100);
  const stream = Buffer.concat([unit(0), unit(100), unit(1), unit(99)]);
  for (let at = 0; at < stream.length; at += size) expect(guard.allows(stream.subarray(at, at + size))).toBe(true);
  expect(guard.allows(unit(101, 0))).toBe(false);
});

test('a length of gigabytes is refused before any of it came', () => {
  expect(new PduGuard(1 << 20).allows(unit(0xfffffff0, 0))).toBe(false);
});
