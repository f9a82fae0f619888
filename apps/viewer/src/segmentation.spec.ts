import type { Dataset } from './dicom-json.js';
import { drawMasks, probabilities } from './segmentation.js';

const frameOf = (sopInstanceUid: string, segment: number): Dataset => ({
  '00089124': { Value: [{ '00082112': { Value: [{ '00081155': { Value: [sopInstanceUid] } }] } }] },
  '0062000A': { Value: [{ '0062000B': { Value: [segment] } }] },
});

const dataset = (bits: number): Dataset => ({
  '00280010': { Value: [3] },
  '00280011': { Value: [3] },
  '00280100': { Value: [bits] },
  '0062000E': { Value: [255] },
  '52009230': { Value: [frameOf('1.2', 1), frameOf('1.1', 1), frameOf('1.1', 2)] },
});

const part = (bytes: readonly number[], type = 'application/octet-stream') => ({
  headers: new Map([['content-type', type]]),
  body: Uint8Array.from(bytes),
});

test('binary frames, least significant bit first, go to the images that they name', () => {
  const masks = drawMasks(dataset(1), [part([0b1000_0001, 0b1]), part([0b10, 0]), part([0b100, 0])]);
  expect([...(masks.get('1.2') ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1]);
  expect([...(masks.get('1.1') ?? [])]).toEqual([0, 1, 2, 0, 0, 0, 0, 0, 0]);
});

test('fractional frames count from half of their maximum on', () => {
  const none = part([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const masks = drawMasks(dataset(8), [part([255, 128, 127, 0, 0, 0, 0, 0, 200]), none, none]);
  expect([...(masks.get('1.2') ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1]);
});

test('a missing frame and a compressed one are refused, not drawn wrong', () => {
  const good = part([0, 0]);
  expect(() => drawMasks(dataset(1), [good, good])).toThrow('lacks a frame');
  const compressed = part([0, 0], 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.5');
  expect(() => drawMasks(dataset(1), [compressed, good, good])).toThrow('compressed');
});

test('probabilities of a heat map go to the images that they name, scaled to 255; a binary one is refused', () => {
  const half: Dataset = { ...dataset(8), '0062000E': { Value: [100] } };
  const nothing = part([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const maps = probabilities(half, [part([0, 50, 100, 0, 0, 0, 0, 0, 1]), nothing, nothing]);
  expect([...(maps.get('1.2') ?? [])]).toEqual([0, 128, 255, 0, 0, 0, 0, 0, 3]);
  expect(() => probabilities(dataset(1), [nothing, nothing, nothing])).toThrow('one byte');
});
