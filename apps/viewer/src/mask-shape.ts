/** A straight piece of a mask's border, in pixel corners: (x, y) is the corner at the upper left of column x, row y. */
export interface BorderPiece {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly direction: 'across' | 'down';
}

/**
 * The border of a mask, as few straight pieces as its rows and columns allow: every pixel side with the mask on one hand only.
 *
 * @param mask one byte a pixel, row by row; inside where not 0
 */
export function maskBorder(mask: Uint8Array, rows: number, columns: number): readonly BorderPiece[] {
  const inside = (row: number, column: number): boolean =>
    row >= 0 && row < rows && column >= 0 && column < columns && mask[row * columns + column] !== 0;
  const across = runs(rows, columns, (y, x) => inside(y, x) !== inside(y - 1, x));
  const down = runs(columns, rows, (x, y) => inside(y, x) !== inside(y, x - 1));
  return [
    ...across.map(({ line, from, length }) => ({ x: from, y: line, length, direction: 'across' as const })),
    ...down.map(({ line, from, length }) => ({ x: line, y: from, length, direction: 'down' as const })),
  ];
}

interface Run {
  readonly line: number;
  readonly from: number;
  readonly length: number;
}

/** Runs of consecutive sides along each of the `lines + 1` grid lines. */
function runs(lines: number, sides: number, isBorder: (line: number, side: number) => boolean): readonly Run[] {
  const found: Run[] = [];
  for (let line = 0; line <= lines; line += 1) {
    let from = -1;
    for (let side = 0; side <= sides; side += 1) {
      const on = side < sides && isBorder(line, side);
      if (on && from < 0) from = side;
      if (!on && from >= 0) {
        found.push({ line, from, length: side - from });
        from = -1;
      }
    }
  }
  return found;
}
