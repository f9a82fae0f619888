import { clamp, ramp } from './noise.js';

/** Measures of a normal fetal head at one gestational age, mm. */
export interface Growth {
  readonly gestationalAgeWeeks: number;
  /** Half width, half length and half height of the brain with its CSF, inside the skull. */
  readonly halfWidth: number;
  readonly halfLength: number;
  /** Subarachnoid space over the convexity. */
  readonly csfThickness: number;
  readonly corticalThickness: number;
  /** Depth of the first sulci, and of those between them; zero while the brain is smooth. */
  readonly sulcalDepth: number;
  readonly secondarySulcalDepth: number;
  /** Opercularisation of the insula: 0 open, 1 closed. */
  readonly sylvianClosure: number;
  /** Ganglionic eminence beside the frontal horn and body, at its thickest; zero once involuted. */
  readonly germinalMatrixThickness: number;
  readonly subplateThickness: number;
  /** Transverse cerebellar diameter. */
  readonly cerebellarWidth: number;
  readonly cavumWidth: number;
  /** Choroid plexus: share of the atrium's width that the glomus fills. */
  readonly choroidFill: number;
}

/** Skull and scalp taken off the biparietal diameter (outer to inner), mm. */
const SKULL = 2;

/**
 * Growth curves, 20 to 38 weeks.
 *
 * - Biparietal diameter: quadratic through 47, 73.5 and 92 mm at 20, 29 and 38 weeks (Hadlock et al. 1984, Radiology 152:497);
 *   cephalic index 0.783 (Hadlock et al. 1981, AJR 137:83).
 * - Transverse cerebellar diameter: one mm a week to 24 weeks, then faster (Goldstein et al. 1987, AJOG 156:1065).
 * - Germinal matrix: thickest about 24 weeks, gone by about 32 (Hambleton and Wigglesworth 1976, Arch Dis Child 51:651; Kinoshita et al. 2001, AJNR 22:382).
 * - Sulcation from about 24 weeks, most gyri by 34 (Garel et al. 2001, AJNR 22:184).
 * - Cortical, subplate, CSF and choroid measures are round values chosen to look like published fetal MRI, not fitted ones.
 */
export function growthAt(gestationalAgeWeeks: number): Growth {
  const ga = clamp(gestationalAgeWeeks, 20, 38);
  const t = (ga - 29) / 9;
  const biparietal = 73.5 + 22.5 * t - 4 * t * t;
  return {
    gestationalAgeWeeks: ga,
    halfWidth: (biparietal - SKULL) / 2,
    halfLength: (biparietal / 0.783 - SKULL) / 2,
    csfThickness: ramp(ga, 22, 3.6, 37, 1.6),
    corticalThickness: ramp(ga, 20, 1.3, 36, 2.1),
    sulcalDepth: ramp(ga, 23, 0, 36, 12),
    secondarySulcalDepth: ramp(ga, 28, 0, 38, 8),
    sylvianClosure: ramp(ga, 22, 0, 36, 1),
    germinalMatrixThickness: ga >= 32 ? 0 : ramp(ga, 20, 4.2, 24, 4.4) * ramp(ga, 24, 1, 32, 0.12),
    subplateThickness: ramp(ga, 20, 3.2, 28, 4.5) * ramp(ga, 28, 1, 36, 0.2),
    cerebellarWidth: ga < 24 ? ga : ramp(ga, 24, 24, 38, 46),
    cavumWidth: ramp(ga, 20, 3.2, 28, 6.2) * ramp(ga, 30, 1, 38, 0.15),
    choroidFill: ramp(ga, 20, 0.72, 34, 0.42),
  };
}
