import type { Growth } from './growth.js';
import { type Noise, mix, smoothStep } from './noise.js';
import { ellipsoid, smoothMin } from './space.js';

/** Sulci are walls of noise; distance between neighbours of the first ones (from 23 weeks) and of those that come between them (from 28), mm. */
const PRIMARY_SPACING = 13;
const SECONDARY_SPACING = 7.5;

/** Height of the vault over the base line, in half widths. */
export const DOME = 0.98;

/** Share of the noise's range that a sulcus takes up: narrow clefts between broad gyri. */
const SULCAL_CLEFT = 0.15;

/**
 * The outer form of the brain in head coordinates (LPS, mm; origin between the frontal horns and the atria, on the midline).
 * All methods return distance-like values, negative inside.
 */
export class BrainShape {
  readonly a: number;
  readonly b: number;

  constructor(
    readonly growth: Growth,
    private readonly folds: Noise,
  ) {
    this.a = growth.halfWidth;
    this.b = growth.halfLength;
  }

  /** Inner face of the skull over the cerebrum: a rounded vault on a flat base, and two temporal fossae. */
  vault(x: number, y: number, z: number): number {
    const { a, b } = this;
    const v = y / b;
    const width = a * (0.99 + 0.07 * v - 0.05 * v * v);
    const dome = ellipsoid(x, y, z, width, b, z > 0 ? DOME * a : 0.48 * a);
    if (z > 0.2 * a) return dome;
    const temporal = ellipsoid(Math.abs(x) - 0.5 * a, y + 0.08 * b, z + 0.34 * a, 0.36 * a, 0.46 * b, 0.31 * a);
    return smoothMin(dome, temporal, 6);
  }

  /** Posterior fossa and the way down to the spinal canal. */
  posteriorFossa(x: number, y: number, z: number): number {
    const { a, b } = this;
    const w = this.growth.cerebellarWidth;
    const fossa = ellipsoid(x, y - 0.38 * b, z + 0.56 * a, 0.6 * w, 0.42 * w, 0.4 * w);
    const canal = Math.max(Math.hypot(x, y - 0.3 * b - 0.1 * (z + a)) - 0.2 * a, z + 0.5 * a);
    return smoothMin(fossa, canal, 5);
  }

  /** Inner face of the skull. */
  cavity(x: number, y: number, z: number): number {
    const vault = this.vault(x, y, z);
    return z > 0 ? vault : smoothMin(vault, this.posteriorFossa(x, y, z), 4);
  }

  /** Pial surface of the cerebrum: vault less CSF, interhemispheric fissure, Sylvian fissure and sulci. `vault` is the value of {@link vault} here. */
  pia(x: number, y: number, z: number, vault: number): number {
    let d = vault + this.growth.csfThickness;
    const fissure = this.fissureHalfWidth() - Math.abs(x);
    if (fissure > -8) d = Math.max(d, Math.min(fissure, this.core(y, z)));
    d += this.sylvian(x, y, z);
    const { sulcalDepth: depth, secondarySulcalDepth: secondary } = this.growth;
    if (depth > 0 && d > -depth - 4 && d < 3) {
      const cleft = depth * this.sulcus(x, y, z, PRIMARY_SPACING);
      d += secondary > 0 ? Math.max(cleft, secondary * this.sulcus(z, x, y, SECONDARY_SPACING)) : cleft;
    }
    return d;
  }

  /** Midline block that joins the hemispheres, bounded above by the corpus callosum; a function of the sagittal plane only. */
  core(y: number, z: number): number {
    return ellipsoid(0, y - 0.02 * this.b, z, 1e4, 0.46 * this.b, 0.46 * this.a);
  }

  private fissureHalfWidth(): number {
    return mix(1.6, 0.7, this.growth.sylvianClosure);
  }

  /** The insula lies in a wide pit that the opercula close over to a cleft. */
  private sylvian(x: number, y: number, z: number): number {
    const { a, b } = this;
    const lateral = smoothStep(0.42 * a, 0.66 * a, Math.abs(x));
    if (lateral === 0) return 0;
    const closure = this.growth.sylvianClosure;
    const v = (y + 0.1 * b) / (mix(0.26, 0.3, closure) * b);
    const w = (z + 0.08 * a - 0.12 * (y + 0.1 * b)) / (mix(0.2, 0.05, closure) * a);
    return lateral * mix(0.22, 0.34, closure) * a * Math.exp(-v * v - w * w);
  }

  /** 1 at the bottom of a sulcus, 0 on a gyrus; constant along the radius, so that sulci stand upright. */
  private sulcus(x: number, y: number, z: number, spacing: number): number {
    const scale = (0.8 * this.a) / (spacing * (Math.hypot(x, y, z) + 1e-6));
    const height = Math.abs(this.folds(x * scale + 7, y * scale + 7, z * scale + 7));
    return height < SULCAL_CLEFT ? 1 - height / SULCAL_CLEFT : 0;
  }
}
