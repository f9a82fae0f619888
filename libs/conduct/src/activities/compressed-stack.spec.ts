import { decoded, parseInstance, type ParsedInstance } from '@lectern/dicom';
import { examination } from '../../testing/test-examination.js';
import { compressedStack } from './compressed-stack.js';

const images = async (matrix?: readonly [number, number]): Promise<ParsedInstance[]> =>
  Promise.all(
    examination({ slices: 2, ...(matrix && { matrix }) }).map(({ bytes }) =>
      decoded(parseInstance(Buffer.from(bytes))),
    ),
  );

/** The image with other samples. */
function painted(image: ParsedInstance, value: (index: number) => number, bitsStored: number): ParsedInstance {
  const { rows, columns } = image.pixels;
  const frame = new Uint8Array(Uint16Array.from({ length: rows * columns }, (_, index) => value(index)).buffer);
  return { ...image, pixels: { ...image.pixels, bitsStored, frame } };
}

test('a stack is compressed frame by frame, and its images say as what', async () => {
  const stack = await images([64, 40]);
  const compressed = (await compressedStack(stack))!;
  expect(compressed.map(({ pixels }) => pixels.transferSyntaxUid)).toEqual(Array(2).fill('1.2.840.10008.1.2.4.201'));
  for (const [place, image] of compressed.entries())
    expect(Buffer.from((await decoded(image)).pixels.frame)).toEqual(Buffer.from(stack[place]!.pixels.frame));
});

test('a stack stays as it is where one frame is too small', async () => {
  const [large, small] = [await images([64, 40]), await images()];
  expect(await compressedStack([large[0]!, small[0]!])).toBeUndefined();
});

test('a stack stays as it is where a frame does not come back as it was', async () => {
  const [first, second] = (await images([64, 40])) as [ParsedInstance, ParsedInstance];
  const beyond = painted(second, (index) => (index * 37) % 65_536, 12); // samples of more bits than the image says
  expect(await compressedStack([first, beyond])).toBeUndefined();
});

test('a stack stays as it is where nothing would be saved', async () => {
  let state = 1;
  const noise = (): number => (state = (state * 48_271) % 2_147_483_647) & 0xffff;
  const [first] = (await images([64, 40])) as [ParsedInstance];
  expect(await compressedStack([painted(first, noise, 16)])).toBeUndefined();
});
