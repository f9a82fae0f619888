/** How one hospital acquires: scanner, sequence and how well it goes. Lengths in mm, times in ms, noise relative to the signal of CSF = 1. */
export interface Hospital {
  readonly name: HospitalName;
  readonly site: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly fieldStrength: 1.5 | 3;
  readonly echoTime: number;
  readonly repetitionTime: number;
  readonly matrix: number;
  readonly pixelSpacing: number;
  readonly sliceThickness: number;
  /** Stored value of CSF where the coil is neutral. */
  readonly gain: number;
  readonly noise: number;
  /** Full width at half maximum of the in-plane blur from the decaying echo train. */
  readonly blur: number;
  /** Depth of the coil's shading: natural logarithm, end to end. */
  readonly shading: number;
  /** Strength of edge ringing from the truncated matrix, 0 to 1. */
  readonly ringing: number;
  /** Typical shift between slices and its angle; chance of a sudden move. */
  readonly motion: { readonly shift: number; readonly angle: number; readonly jumps: number };
}

export type HospitalName = 'A' | 'B' | 'C';

/** Three invented hospitals; vendors and sequences are typical of fetal imaging, no number was taken from a real site. */
export const hospitals: Readonly<Record<HospitalName, Hospital>> = {
  A: {
    name: 'A', site: 'Hospital A', manufacturer: 'SIEMENS', model: 'Aera', fieldStrength: 1.5, echoTime: 95, repetitionTime: 1350,
    matrix: 176, pixelSpacing: 1, sliceThickness: 4, gain: 1900, noise: 0.03, blur: 1.3, shading: 0.25, ringing: 0.35,
    motion: { shift: 0.35, angle: 0.6, jumps: 0.04 },
  },
  B: {
    name: 'B', site: 'Hospital B', manufacturer: 'GE MEDICAL SYSTEMS', model: 'SIGNA Artist', fieldStrength: 1.5, echoTime: 85, repetitionTime: 1900,
    matrix: 160, pixelSpacing: 1.1, sliceThickness: 4, gain: 1350, noise: 0.045, blur: 1.5, shading: 0.3, ringing: 0.5,
    motion: { shift: 0.5, angle: 0.9, jumps: 0.06 },
  },
  C: {
    name: 'C', site: 'Hospital C', manufacturer: 'Philips', model: 'Ingenia', fieldStrength: 3, echoTime: 120, repetitionTime: 1600,
    matrix: 208, pixelSpacing: 0.85, sliceThickness: 3, gain: 2300, noise: 0.05, blur: 1.1, shading: 0.6, ringing: 0.4,
    motion: { shift: 0.45, angle: 0.8, jumps: 0.06 },
  },
}; // prettier-ignore
