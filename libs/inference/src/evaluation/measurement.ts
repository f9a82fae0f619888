/** What a model made of one stack, against its reference. */
export interface StackMeasurement {
  readonly id: string;
  readonly score: number;
  readonly called: boolean;
  /** Whether the reference shows haemorrhage in this stack: null in a positive case whose haemorrhage this stack does not show. */
  readonly positive: boolean | null;
  /** Overlap with the reference, 0 where nothing was found; null where the stack is not positive. */
  readonly dice: number | null;
  /** Mean symmetric surface distance, mm; null where the stack is not positive or nothing was found. */
  readonly surfaceDistanceMm: number | null;
  /** By connected part of the reference: the highest mass (ml) of a finding that overlaps it, null where none does. */
  readonly lesions: readonly (number | null)[];
  /** Mass (ml) of each finding that overlaps no part of the reference. */
  readonly falseFindings: readonly number[];
}

/** What a model made of one examination. */
export interface CaseMeasurement {
  readonly case: string;
  readonly hospital: string;
  readonly positive: boolean;
  /** 0 to 4. */
  readonly grade: number;
  readonly gestationalAgeWeeks: number;
  readonly lesionMl: number;
  readonly score: number;
  readonly called: boolean;
  /** Flagged as unlike what the model was calibrated on. */
  readonly foreign: boolean;
  readonly stacks: readonly StackMeasurement[];
}
