/** One instance as a DICOMweb gateway answers for it: its metadata (DICOM JSON, without pixels) and its frames, each from a whole byte on. */
export interface ServedInstance {
  readonly metadata: Dataset;
  readonly transferSyntax: string;
  readonly frames: readonly Uint8Array[];
}

export type Dataset = Record<string, { vr: string; Value?: unknown[] }>;
export type Series = ReadonlyMap<string, readonly ServedInstance[]>;
export type Point = readonly [number, number, number];

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const ROWS = 90;
export const COLUMNS = 110;
export const ROW_SPACING = 1.1; // mm, not square, so that an exchange of the two shows
export const COLUMN_SPACING = 0.8;
export const SLICE_SPACING = 4;
export const SLICES = 9;
export const SPOT_RADIUS = 6; // mm; reaches into the slices beside the middle one
const SPOT_VALUE = 3000;

/** Row and column directions; each tilted, as the stacks of a moving fetus are. */
const PLANES = {
  axial: { row: [0.98, 0.19, 0.06], column: [-0.19, 0.98, 0.05] },
  coronal: { row: [0.99, 0.1, 0.1], column: [0.1, 0.05, -0.99] },
  sagittal: { row: [0.05, 0.99, 0.13], column: [0.12, 0.12, -0.98] },
} as const satisfies Record<string, { row: Point; column: Point }>;

export type TestOrientation = keyof typeof PLANES;
type Planes = Readonly<Record<TestOrientation, { readonly row: Point; readonly column: Point }>>;

/** As scanners and moving fetuses also give them: mirrored, upside down with the slices in reverse, and half-way between two planes. */
export const TURNED_PLANES: Planes = {
  axial: { row: [-0.98, 0.15, 0.1], column: [0.15, 0.98, 0] },
  coronal: { row: [-0.99, 0.05, 0.1], column: [0.05, 0.1, 0.99] },
  sagittal: { row: [0.7, 0.7, 0.1], column: [0.3, -0.3, -0.9] },
};
export const ORIENTATIONS: readonly TestOrientation[] = ['axial', 'coronal', 'sagittal'];

/** A made examination whose three stacks show one bright ball, centred at a known place in the patient, and its segmentations. */
export interface TestCase {
  readonly studyInstanceUid: string;
  readonly centre: Point;
  readonly stacks: readonly {
    readonly orientation: TestOrientation;
    readonly series: string;
    readonly segmentation: string;
    readonly heatMap: string;
  }[];
  readonly series: Series;
}

/** The middle slice of every stack passes through the ball's centre, which lies off the middle of the image. */
export function makeTestCase(number: number, centre: Point, planes: Planes = PLANES): TestCase {
  const study = `2.25.900${number}`;
  const series = new Map<string, readonly ServedInstance[]>();
  const stacks = ORIENTATIONS.map((orientation, index) => {
    const uid = `${study}.${index + 1}`;
    const slices = makeStack(study, uid, paintBall(orientation, centre, SPOT_RADIUS, planes));
    series.set(
      uid,
      slices.map(({ instance }) => instance),
    );
    series.set(`${uid}.9`, [segmentationOf(study, `${uid}.9`, slices, 'binary')]);
    series.set(`${uid}.8`, [segmentationOf(study, `${uid}.8`, slices, 'probability')]);
    return { orientation, series: uid, segmentation: `${uid}.9`, heatMap: `${uid}.8` };
  });
  return { studyInstanceUid: study, centre, stacks, series };
}

interface MadeSlice {
  readonly instance: ServedInstance;
  readonly sopInstanceUid: string;
  readonly mask: readonly boolean[];
}

function makeStack(study: string, series: string, painted: readonly PaintedSlice[]): readonly MadeSlice[] {
  return painted.map(({ position, row, column, values, mask }, index) => {
    const sopInstanceUid = `${series}.${SLICES - index}`; // numbered against their order in space
    const metadata = sliceMetadata({ study, series, sopInstanceUid, position, row, column });
    const instance = { metadata, transferSyntax: EXPLICIT_LITTLE_ENDIAN, frames: [new Uint8Array(values.buffer)] };
    return { instance, sopInstanceUid, mask };
  });
}

/** One painted slice: where it lies (its first pixel's centre, directions of row and column), its pixels, and which of them show the ball. */
export interface PaintedSlice {
  readonly position: Point;
  readonly row: Point;
  readonly column: Point;
  readonly values: Uint16Array<ArrayBuffer>;
  readonly mask: readonly boolean[];
}

/** A stack through a bright ball, whose centre lies on the middle slice and a quarter in from the upper left: an image mirrored or turned would show it elsewhere. */
export function paintBall(
  orientation: TestOrientation,
  centre: Point,
  radius: number,
  planes: Planes = PLANES,
): readonly PaintedSlice[] {
  const row = unit(planes[orientation].row);
  const normal = unit(cross(row, planes[orientation].column));
  const column = cross(normal, row);
  const middle = Math.floor(SLICES / 2);
  const corner = move(move(centre, row, (-COLUMNS / 4) * COLUMN_SPACING), column, (-ROWS / 4) * ROW_SPACING);
  return Array.from({ length: SLICES }, (_, index) => {
    const position = move(corner, normal, (index - middle) * SLICE_SPACING);
    const distances = pixels().map(([x, y]) =>
      distance(move(move(position, row, x * COLUMN_SPACING), column, y * ROW_SPACING), centre),
    );
    const values = Uint16Array.from(distances, (mm, pixel) =>
      mm < radius ? SPOT_VALUE - mm * 100 : 300 + ((pixel * 7) % 200),
    );
    return { position, row, column, values, mask: distances.map((mm) => mm < radius) };
  });
}

function sliceMetadata(slice: {
  study: string;
  series: string;
  sopInstanceUid: string;
  position: Point;
  row: Point;
  column: Point;
}): Dataset {
  return {
    '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.4'] },
    '00080018': { vr: 'UI', Value: [slice.sopInstanceUid] },
    '00080060': { vr: 'CS', Value: ['MR'] },
    '0020000D': { vr: 'UI', Value: [slice.study] },
    '0020000E': { vr: 'UI', Value: [slice.series] },
    '00200032': { vr: 'DS', Value: [...slice.position] },
    '00200037': { vr: 'DS', Value: [...slice.row, ...slice.column] },
    '00200052': { vr: 'UI', Value: [`${slice.study}.99`] },
    ...imageSize(16),
    '00280030': { vr: 'DS', Value: [ROW_SPACING, COLUMN_SPACING] },
    '00281050': { vr: 'DS', Value: [1500] },
    '00281051': { vr: 'DS', Value: [3000] },
  };
}

function imageSize(bits: number): Dataset {
  return {
    '00280002': { vr: 'US', Value: [1] },
    '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
    '00280010': { vr: 'US', Value: [ROWS] },
    '00280011': { vr: 'US', Value: [COLUMNS] },
    '00280100': { vr: 'US', Value: [bits] },
    '00280101': { vr: 'US', Value: [bits === 16 ? 12 : bits] },
    '00280102': { vr: 'US', Value: [bits === 16 ? 11 : bits - 1] },
    '00280103': { vr: 'US', Value: [0] },
  };
}

/** Frames of the slices that the ball cuts, in reverse order: the viewer must go by reference. As probabilities, the ball is certain, and all else is not. */
function segmentationOf(
  study: string,
  series: string,
  slices: readonly MadeSlice[],
  values: 'binary' | 'probability',
): ServedInstance {
  const drawn = slices.filter(({ mask }) => mask.includes(true)).toReversed();
  const frameGroups = drawn.map(({ sopInstanceUid }) => ({
    '00089124': {
      vr: 'SQ',
      Value: [{ '00082112': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: [sopInstanceUid] } }] } }],
    },
    '0062000A': { vr: 'SQ', Value: [{ '0062000B': { vr: 'US', Value: [1] } }] },
  }));
  const metadata: Dataset = {
    '00080018': { vr: 'UI', Value: [`${series}.1`] },
    '00080060': { vr: 'CS', Value: ['SEG'] },
    '0020000D': { vr: 'UI', Value: [study] },
    '0020000E': { vr: 'UI', Value: [series] },
    ...imageSize(values === 'binary' ? 1 : 8),
    '0062000E': { vr: 'US', Value: [255] },
    '00280008': { vr: 'IS', Value: [drawn.length] },
    '52009230': { vr: 'SQ', Value: frameGroups },
  };
  const bytes = (mask: readonly boolean[]): Uint8Array =>
    values === 'binary' ? packBits(mask) : Uint8Array.from(mask, (inside) => (inside ? 255 : 0));
  return { metadata, transferSyntax: EXPLICIT_LITTLE_ENDIAN, frames: drawn.map(({ mask }) => bytes(mask)) };
}

function packBits(mask: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(mask.length / 8));
  mask.forEach((inside, pixel) => {
    if (inside) bytes[pixel >> 3] = (bytes[pixel >> 3] ?? 0) | (1 << (pixel & 7));
  });
  return bytes;
}

const pixels = (): readonly (readonly [number, number])[] =>
  Array.from({ length: ROWS * COLUMNS }, (_, pixel) => [pixel % COLUMNS, Math.floor(pixel / COLUMNS)]);

const move = (from: Point, direction: Point, by: number): Point => [
  from[0] + direction[0] * by,
  from[1] + direction[1] * by,
  from[2] + direction[2] * by,
];
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const unit = (a: Point): Point => move([0, 0, 0], a, 1 / Math.hypot(...a));
const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The smaller pixel spacing of the made stacks, mm. */
export const PIXEL_SPACING = Math.min(ROW_SPACING, COLUMN_SPACING);

/** How wide the made slices are, mm. */
export const IMAGE_WIDTH = COLUMNS * COLUMN_SPACING;
