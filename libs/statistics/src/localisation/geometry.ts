/** Patient coordinates in millimetres. */
export type Point3 = readonly [number, number, number];

export interface Sphere {
  readonly kind: 'sphere';
  readonly centre: Point3;
  readonly radius: number;
}

/** A mask as the union of boxes, e.g. of runs of voxels; boxes need not lie along the patient's axes. */
export interface Boxes {
  readonly kind: 'boxes';
  readonly boxes: readonly { readonly corner: Point3; readonly edges: readonly [Point3, Point3, Point3] }[];
}

export type Region = Sphere | Boxes;

/** A figure in a plane: what of `centre + a * axes[0] + b * axes[1]` it holds. */
export interface PlanarFigure {
  readonly centre: Point3;
  /** Unit vectors at right angles. */
  readonly axes: readonly [Point3, Point3];
  /** How far it reaches from its centre along each axis, mm; more than 0. */
  readonly reach: readonly [number, number];
  /** Whether it holds the point at these distances along the axes. */
  readonly holds: (a: number, b: number) => boolean;
}

export function add(a: Point3, b: Point3, scale = 1): Point3 {
  return [a[0] + scale * b[0], a[1] + scale * b[1], a[2] + scale * b[2]];
}

export function dot(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function norm(a: Point3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

export function midpoint(a: Point3, b: Point3): Point3 {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

export function cross(a: Point3, b: Point3): Point3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Centre of a sphere; centre of gravity of boxes, by volume. */
export function centreOf(region: Region): Point3 {
  if (region.kind === 'sphere') return region.centre;
  let sum: Point3 = [0, 0, 0];
  let total = 0;
  for (const { corner, edges } of region.boxes) {
    const volume = Math.abs(dot(edges[0], cross(edges[1], edges[2])));
    const middle = edges.reduce<Point3>((at, edge) => add(at, edge, 0.5), corner);
    sum = add(sum, middle, volume);
    total += volume;
  }
  return [sum[0] / total, sum[1] / total, sum[2] / total];
}

/** Distance of a point from a region, 0 within it. The edges of a box are taken to be at right angles. */
export function distanceTo(region: Region, point: Point3): number {
  if (region.kind === 'sphere') return Math.max(0, norm(add(point, region.centre, -1)) - region.radius);
  return region.boxes.reduce((nearest, box) => {
    const offset = add(point, box.corner, -1);
    const outside = box.edges.map((edge) => {
      const length = norm(edge);
      const along = dot(offset, edge) / length;
      return Math.max(-along, along - length, 0);
    });
    return Math.min(nearest, Math.hypot(...outside));
  }, Infinity);
}

/** Areas in mm2. */
export interface PlanarOverlap {
  readonly both: number;
  readonly figure: number;
  readonly region: number;
}

/**
 * How a planar figure and a region's section by its plane overlap, by samples x samples points of the rectangle along the figure's axes
 * that holds both.
 */
export function planarOverlap(figure: PlanarFigure, region: Region, samples = 200): PlanarOverlap {
  const { centre, axes } = figure;
  const [fromU, toU] = extent(figure, region, 0);
  const [fromV, toV] = extent(figure, region, 1);
  const isWithin = containment(region, { centre, normal: cross(axes[0], axes[1]) });
  let [both, inFigure, inRegion] = [0, 0, 0];
  for (let i = 0; i < samples; i++) {
    const a = fromU + ((toU - fromU) * (i + 0.5)) / samples;
    for (let j = 0; j < samples; j++) {
      const b = fromV + ((toV - fromV) * (j + 0.5)) / samples;
      const inside = figure.holds(a, b);
      const within = isWithin(add(add(centre, axes[0], a), axes[1], b));
      if (inside) inFigure++;
      if (within) inRegion++;
      if (inside && within) both++;
    }
  }
  const area = ((toU - fromU) * (toV - fromV)) / (samples * samples);
  return { both: both * area, figure: inFigure * area, region: inRegion * area };
}

/** Whether a point of a plane lies within a region. A mask has thousands of boxes, of which a plane meets a few. */
export function containment(region: Region, plane: { centre: Point3; normal: Point3 }): (point: Point3) => boolean {
  if (region.kind === 'sphere') return (point) => distanceTo(region, point) === 0;
  const boxes = region.boxes
    .filter(({ corner, edges }) => {
      const sides = corners(corner, edges).map((each) => dot(add(each, plane.centre, -1), plane.normal));
      return Math.min(...sides) <= 0 && Math.max(...sides) >= 0;
    })
    .map(({ corner, edges }) => ({ corner, edges, squares: edges.map((edge) => dot(edge, edge)) }));
  return ([x, y, z]) =>
    boxes.some(({ corner, edges, squares }) => {
      const [u, v, w] = [x - corner[0], y - corner[1], z - corner[2]];
      for (let axis = 0; axis < 3; axis++) {
        const edge = edges[axis]!;
        const along = u * edge[0] + v * edge[1] + w * edge[2];
        if (along < 0 || along > squares[axis]!) return false;
      }
      return true;
    });
}

/** Range along one of the figure's axes, from its centre, that holds figure and region. */
function extent({ centre, axes, reach }: PlanarFigure, region: Region, which: 0 | 1): [number, number] {
  const along = (point: Point3) => dot(add(point, centre, -1), axes[which]);
  const ends =
    region.kind === 'sphere'
      ? [along(region.centre) - region.radius, along(region.centre) + region.radius]
      : region.boxes.flatMap(({ corner, edges }) => corners(corner, edges).map(along));
  return [Math.min(-reach[which], ...ends), Math.max(reach[which], ...ends)];
}

export function corners(corner: Point3, edges: readonly [Point3, Point3, Point3]): Point3[] {
  return edges.reduce<Point3[]>((points, edge) => points.flatMap((point) => [point, add(point, edge)]), [corner]);
}

export function scaled(a: Point3, factor: number): Point3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}
