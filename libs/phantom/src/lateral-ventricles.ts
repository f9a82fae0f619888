import type { Vector } from './space.js';

/** A point of the centreline: position (left side) and radius, mm. */
interface Node {
  readonly at: Vector;
  readonly radius: number;
}

/** Where along a lateral ventricle a point lies. */
export interface VentriclePlace {
  /** Distance to the ependyma, negative in the lumen, mm. */
  distance: number;
  /** 0 frontal tip, 1 anterior body, 2 posterior body, 3 atrium, 4 occipital tip; the temporal horn runs from 3 to 5 beside it. */
  arc: number;
  temporal: boolean;
  /** Nearest point of the centreline, left side (x positive). */
  centreX: number;
  centreZ: number;
  radius: number;
}

/** Radius at each node of the trunk and the temporal horn, as a share of the atrium's. */
const RADII = {
  frontal: 0.5,
  anteriorBody: 0.62,
  posteriorBody: 0.68,
  atrium: 1,
  occipital: 0.62,
  temporal: 0.42,
  temporalTip: 0.28,
};

/**
 * Both lateral ventricles, C-shaped tubes of varying radius about a centreline, mirrored at the midline, each with its own width.
 *
 * @remarks Normal atrial width 7.6 +- 0.6 to 0.9 mm, constant from 14 weeks to term (Cardoza et al. 1988, Radiology 169:711; Garel and Alberti 2006); ventriculomegaly
 * mild 10-12, moderate 12-15, severe over 15 mm.
 */
export class LateralVentricles {
  private readonly sides: readonly [Float64Array, Float64Array];
  readonly place: VentriclePlace = { distance: 0, arc: 0, temporal: false, centreX: 0, centreZ: 0, radius: 0 };

  /**
   * @param a half width of the brain, mm
   * @param b half length of the brain, mm
   * @param atrialWidth transverse width of the left and the right atrium, mm
   */
  constructor(
    private readonly a: number,
    private readonly b: number,
    readonly atrialWidth: readonly [number, number],
  ) {
    this.sides = [this.segments(atrialWidth[0]), this.segments(atrialWidth[1])];
  }

  /** Largest distance of the lumen from the axis, for bounding boxes. */
  get reach(): number {
    return Math.max(...this.atrialWidth) / 2;
  }

  /** Fills {@link place} for a point, and returns its distance; no allocation, since it is asked a million times. */
  locate(x: number, y: number, z: number): number {
    const segments = x >= 0 ? this.sides[0] : this.sides[1];
    const px = Math.abs(x);
    const place = this.place;
    place.distance = Infinity;
    for (let s = 0, i = 0; s < 6; s++, i += 9) {
      const ax = px - (segments[i] as number);
      const ay = y - (segments[i + 1] as number);
      const az = z - (segments[i + 2] as number);
      const dx = segments[i + 3] as number;
      const dy = segments[i + 4] as number;
      const dz = segments[i + 5] as number;
      let t = (ax * dx + ay * dy + az * dz) * (segments[i + 6] as number);
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      const ex = ax - t * dx;
      const ey = ay - t * dy;
      const ez = az - t * dz;
      const radius = (segments[i + 7] as number) + t * (segments[i + 8] as number);
      const distance = Math.sqrt(ex * ex + ey * ey + ez * ez) - radius;
      if (distance < place.distance) {
        place.distance = distance;
        place.temporal = s > 3;
        place.arc = (s > 3 ? s - 1 : s) + t;
        place.centreX = px - ex;
        place.centreZ = z - ez;
        place.radius = radius;
      }
    }
    return place.distance;
  }

  /** Point of the centreline at an arc of the trunk (0 to 4), left side. */
  centre(arc: number, side: 'left' | 'right'): Vector {
    const segments = side === 'left' ? this.sides[0] : this.sides[1];
    const s = Math.min(3, Math.floor(arc));
    const at = (axis: number): number =>
      (segments[s * 9 + axis] as number) + (arc - s) * (segments[s * 9 + 3 + axis] as number);
    return [side === 'left' ? at(0) : -at(0), at(1), at(2)];
  }

  private segments(width: number): Float64Array {
    const trunk = this.nodes(width);
    const horn = this.hornNodes(width);
    const pairs = [
      ...trunk.slice(1).map((node, i) => [trunk[i], node]),
      ...horn.slice(1).map((node, i) => [horn[i], node]),
    ] as [Node, Node][];
    const flat = new Float64Array(pairs.length * 9);
    pairs.forEach(([from, to], i) => {
      const d = [to.at[0] - from.at[0], to.at[1] - from.at[1], to.at[2] - from.at[2]] as const;
      flat.set(
        [...from.at, ...d, 1 / (d[0] ** 2 + d[1] ** 2 + d[2] ** 2), from.radius, to.radius - from.radius],
        i * 9,
      );
    });
    return flat;
  }

  private nodes(width: number): Node[] {
    const r = width / 2;
    const wide = Math.max(0, r - 4); // a wide ventricle pushes outwards, away from the midline
    return [
      this.node(0.15, -0.42, 0.14, r * RADII.frontal, wide * 0.5),
      this.node(0.16, -0.12, 0.28, r * RADII.anteriorBody, wide * 0.5),
      this.node(0.2, 0.16, 0.3, r * RADII.posteriorBody, wide * 0.5),
      this.atrium(r, wide),
      this.node(0.3, 0.66, -0.02, r * RADII.occipital, wide * 0.6),
    ];
  }

  private hornNodes(width: number): Node[] {
    const r = width / 2;
    const wide = Math.max(0, r - 4);
    return [
      this.atrium(r, wide),
      this.node(0.46, 0.2, -0.2, r * RADII.temporal, wide * 0.5),
      this.node(0.5, -0.14, -0.34, r * RADII.temporalTip, wide * 0.3),
    ];
  }

  private atrium(r: number, wide: number): Node {
    return this.node(0.33, 0.42, 0.1, r, wide * 0.7);
  }

  private node(x: number, y: number, z: number, radius: number, outwards: number): Node {
    return { at: [Math.max(x * this.a + outwards, radius + 1), y * this.b, z * this.a], radius };
  }
}
