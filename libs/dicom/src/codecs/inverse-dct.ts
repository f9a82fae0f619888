/** Constants of Loeffler, Ligtenberg and Moschytz (ICASSP 1989), times 2^13. */
const c0298 = 2446, c0390 = 3196, c0541 = 4433, c0765 = 6270, c0899 = 7373, c1175 = 9633, c1501 = 12299,
  c1847 = 15137, c1961 = 16069, c2053 = 16819, c2562 = 20995, c3072 = 25172; // prettier-ignore
const constantBits = 13;

const work = new Int32Array(64);
const result = new Uint16Array(64);

/**
 * Inverse DCT of one 8 x 8 block in integers, bit for bit as the accurate method of the Independent JPEG Group does it,
 * which decoders of DICOM use; then the level shift, clamped to the precision.
 *
 * @returns 64 samples row by row; the same array every time
 */
export function inverseDct(coefficients: Int32Array, precision: 8 | 12): Uint16Array {
  const passBits = precision === 8 ? 2 : 1;
  for (let column = 0; column < 8; column++) transform(coefficients, work, column, 8, constantBits - passBits);
  for (let row = 0; row < 8; row++) transform(work, work, row * 8, 1, constantBits + passBits + 3);
  const [middle, most] = [1 << (precision - 1), (1 << precision) - 1];
  for (let index = 0; index < 64; index++)
    result[index] = Math.min(Math.max((work[index] as number) + middle, 0), most);
  return result;
}

/** Eight values `step` apart, from one array into another, scaled down by `bits` with rounding. */
function transform(from: Int32Array, into: Int32Array, start: number, step: number, bits: number): void {
  const at = (index: number): number => from[start + index * step] as number;
  const even = evenPart(at(0), at(2), at(4), at(6));
  const odd = oddPart(at(7), at(5), at(3), at(1));
  const half = 1 << (bits - 1);
  for (let index = 0; index < 4; index++) {
    const [e, o] = [even[index] as number, odd[index] as number];
    into[start + index * step] = (e + o + half) >> bits;
    into[start + (7 - index) * step] = (e - o + half) >> bits;
  }
}

function evenPart(v0: number, v2: number, v4: number, v6: number): readonly number[] {
  const z = Math.imul(v2 + v6, c0541);
  const t2 = z - Math.imul(v6, c1847);
  const t3 = z + Math.imul(v2, c0765);
  const t0 = (v0 + v4) << constantBits;
  const t1 = (v0 - v4) << constantBits;
  return [t0 + t3, t1 + t2, t1 - t2, t0 - t3];
}

function oddPart(v7: number, v5: number, v3: number, v1: number): readonly number[] {
  const z5 = Math.imul(v7 + v3 + v5 + v1, c1175);
  const z1 = -Math.imul(v7 + v1, c0899);
  const z2 = -Math.imul(v5 + v3, c2562);
  const z3 = z5 - Math.imul(v7 + v3, c1961);
  const z4 = z5 - Math.imul(v5 + v1, c0390);
  return [
    Math.imul(v1, c1501) + z1 + z4,
    Math.imul(v3, c3072) + z2 + z3,
    Math.imul(v5, c2053) + z2 + z4,
    Math.imul(v7, c0298) + z1 + z3,
  ];
}
