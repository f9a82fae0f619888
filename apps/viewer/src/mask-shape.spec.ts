import { maskBorder } from './mask-shape.js';

test('the border of an L is its eight corners long, in as few pieces', () => {
  const mask = Uint8Array.from([1, 0, 0, 1, 1, 0]); // 2 rows, 3 columns
  expect(maskBorder(mask, 2, 3)).toEqual([
    { x: 0, y: 0, length: 1, direction: 'across' },
    { x: 1, y: 1, length: 1, direction: 'across' },
    { x: 0, y: 2, length: 2, direction: 'across' },
    { x: 0, y: 0, length: 2, direction: 'down' },
    { x: 1, y: 0, length: 1, direction: 'down' },
    { x: 2, y: 1, length: 1, direction: 'down' },
  ]);
});

test('a mask that touches the image border is closed there, and an empty one has no border', () => {
  const length = (mask: readonly number[]) =>
    maskBorder(Uint8Array.from(mask), 2, 2).reduce((sum, piece) => sum + piece.length, 0);
  expect(length([1, 1, 1, 1])).toBe(8);
  expect(length([0, 0, 0, 0])).toBe(0);
});
