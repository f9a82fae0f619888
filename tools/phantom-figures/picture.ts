import { crc32, deflateSync } from 'node:zlib';

/** A grey picture, 0 to 1, row by row. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** The middle of a picture (or all of it on black, where it is smaller), `side` pixels square. */
export function centred({ rows, columns, values }: Picture, side: number): Picture {
  const out = new Float32Array(side * side);
  const [top, left] = [Math.floor((rows - side) / 2), Math.floor((columns - side) / 2)];
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const [y, x] = [r + top, c + left];
      if (y >= 0 && y < rows && x >= 0 && x < columns) out[r * side + c] = values[y * columns + x] as number;
    }
  }
  return { rows: side, columns: side, values: out };
}

/** Pictures of one size in rows, with a pixel of black between them. */
export function tiled(pictures: readonly (readonly Picture[])[]): Picture {
  const [{ rows: height, columns: width } = { rows: 0, columns: 0 }] = pictures[0] ?? [];
  const rows = pictures.length * (height + 1) - 1;
  const columns = Math.max(...pictures.map((row) => row.length)) * (width + 1) - 1;
  const values = new Float32Array(rows * columns);
  pictures.forEach((row, i) =>
    row.forEach((picture, j) => {
      for (let r = 0; r < height; r++)
        values.set(
          picture.values.subarray(r * width, (r + 1) * width),
          (i * (height + 1) + r) * columns + j * (width + 1),
        );
    }),
  );
  return { rows, columns, values };
}

/** An 8-bit grey PNG (ISO/IEC 15948). */
export function png({ rows, columns, values }: Picture): Uint8Array {
  const raw = new Uint8Array(rows * (columns + 1));
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++)
      raw[r * (columns + 1) + c + 1] = Math.round(255 * Math.min(1, Math.max(0, values[r * columns + c] as number)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
