import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { ArchiveRefusedError, examinationLimits, unpackZip, withoutSharedFolder } from './unpack-zip.js';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpacked(zip: Uint8Array, size = 1000, limits = examinationLimits): Promise<Record<string, number[]>> {
  const files: Record<string, number[]> = {};
  for await (const { path, bytes } of unpackZip(inPieces(zip, size), limits)) files[path] = [...bytes];
  return files;
}

test('any files come out as they went in, however the archive is cut', async () => {
  const content = fc.uint8Array({ maxLength: 200 });
  const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}(\/[a-z0-9]{1,8}){0,2}\.dcm$/), content, { minKeys: 1 });
  const level = fc.constantFrom(0, 6) as fc.Arbitrary<0 | 6>;
  await fc.assert(
    fc.asyncProperty(files, level, fc.integer({ min: 1, max: 300 }), async (given, compression, size) => {
      const expected = Object.fromEntries(Object.entries(given).map(([path, bytes]) => [path, [...bytes]]));
      expect(await unpacked(zipSync({ ...given }, { level: compression }), size)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test.each(['../evil', 'a/../../evil', '/etc/passwd', 'C:/evil', '..\\evil', 'a\\..\\..\\b', 'a\u0000b'])(
  'a file named %j refuses the whole archive',
  async (name) => {
    await expect(unpacked(zipSync({ [name]: strToU8('x') }))).rejects.toThrow(ArchiveRefusedError);
  },
);

test('a bomb is refused long before it has gone off', async () => {
  const bomb = zipSync({ bomb: new Uint8Array(4 * 1024 ** 2) });
  expect(bomb.length).toBeLessThan(6_000);
  await expect(unpacked(bomb, 100, { ...examinationLimits, denseBytes: 1024 ** 2 })).rejects.toThrow(
    'more than 200 times its own bytes',
  );
  const small = { ...examinationLimits, bytesOfFile: 1000, files: 2, bytes: 2500 };
  await expect(unpacked(zipSync({ a: new Uint8Array(1001) }), 64, small)).rejects.toThrow('more than 1000 bytes');
  const three = zipSync({ a: strToU8('1'), b: strToU8('2'), c: strToU8('3') });
  await expect(unpacked(three, 64, small)).rejects.toThrow('more than 2 files');
});

test('what is no archive, is cut off or is encrypted is refused', async () => {
  await expect(unpacked(strToU8('no archive at all'))).rejects.toThrow('no zip archive');
  const zip = zipSync({ a: Uint8Array.from({ length: 5000 }, (_, n) => (n * n * 7919) >> 5) });
  await expect(unpacked(zip.subarray(0, 600))).rejects.toThrow(ArchiveRefusedError);
  const encrypted = Uint8Array.from(zip);
  encrypted.fill(99, 8, 9); // AES
  await expect(unpacked(encrypted)).rejects.toThrow(ArchiveRefusedError);
});

test('the folder around the cases is left out, the folder that is a case is not', () => {
  const paths = (...given: string[]) => withoutSharedFolder(given.map((path) => ({ path }))).map(({ path }) => path);
  expect(paths('all/a/1', 'all/b/1')).toEqual(['a/1', 'b/1']);
  expect(paths('all/a/1', 'all/loose')).toEqual(['all/a/1', 'all/loose']);
  expect(paths('a/1', 'b/1')).toEqual(['a/1', 'b/1']);
});
