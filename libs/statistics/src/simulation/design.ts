/** Who reads which case under which condition; all are numbered from 0, cases without the finding first. */
export interface SimulationDesign {
  readonly readers: number;
  readonly conditions: number;
  readonly negatives: number;
  readonly positives: number;
  reads(reader: number, condition: number, caseIndex: number): boolean;
}

export interface DesignSize {
  readonly readers: number;
  readonly negatives: number;
  readonly positives: number;
  /** 2, unless given. */
  readonly conditions?: number;
}

/** Every reader reads every case under every condition. */
export function crossedDesign(size: DesignSize): SimulationDesign {
  return design(size, () => true);
}

/**
 * Readers are dealt into groups, cases of each truth too, and a reader reads the cases of the own group, under every
 * condition (Obuchowski, Gallas and Hillis, Acad Radiol 2012; 19:1508).
 *
 * @throws RangeError unless each group gets a reader and a case of either truth
 */
export function splitPlotDesign(size: DesignSize, groups: number): SimulationDesign {
  if (!Number.isInteger(groups) || groups < 1 || groups > Math.min(size.readers, size.negatives, size.positives))
    throw new RangeError(`${groups} groups of ${size.readers} readers, ${size.negatives} + ${size.positives} cases`);
  const groupOfCase = (k: number) => (k < size.negatives ? k : k - size.negatives) % groups;
  return design(size, (reader, _condition, k) => reader % groups === groupOfCase(k));
}

/** Every reader reads under every condition, but each case is read under one condition alone. */
export function unpairedCasesDesign(size: DesignSize): SimulationDesign {
  const conditions = size.conditions ?? 2;
  return design(
    size,
    (_reader, condition, k) => (k < size.negatives ? k : k - size.negatives) % conditions === condition,
  );
}

/** Every case is read under every condition, but each reader reads under one condition alone. */
export function unpairedReadersDesign(size: DesignSize): SimulationDesign {
  const conditions = size.conditions ?? 2;
  return design(size, (reader, condition) => reader % conditions === condition);
}

function design(size: DesignSize, reads: SimulationDesign['reads']): SimulationDesign {
  const whole = { ...size, conditions: size.conditions ?? 2 };
  for (const [name, value] of Object.entries(whole))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name}: ${value}`);
  return { ...whole, reads };
}
