/**
 * One answer that was right or wrong: among cases with the finding its success rate is sensitivity, among those without
 * it is specificity. Several cases of one patient share `patient`, which then is the cluster instead of the case.
 */
export interface BinaryRead {
  readonly reader: string;
  readonly condition: string;
  readonly case: string;
  readonly patient?: string;
  readonly success: boolean;
}

/** What answers are correlated within. */
export type ClusterBy = 'case' | 'reader';

/** What an answer is correlated within: its reader, or its patient (its case where a patient has one). */
export function clusterOf(read: BinaryRead, by: ClusterBy): string {
  return by === 'reader' ? read.reader : (read.patient ?? read.case);
}

/** Distinct values in order of first appearance. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Successes and trials of each condition in each cluster: `successes[c]` in the order of `conditions`. */
export interface ClusterCounts {
  readonly successes: Float64Array;
  readonly trials: Float64Array;
}

/** Counts by cluster, in order of first appearance. Reads in other conditions are left out. */
export function countByCluster(
  reads: readonly BinaryRead[],
  conditions: readonly string[],
  by: ClusterBy,
): ClusterCounts[] {
  const place = new Map(conditions.map((condition, i) => [condition, i]));
  const clusters = new Map<string, ClusterCounts>();
  for (const read of reads) {
    const condition = place.get(read.condition);
    if (condition === undefined) continue;
    const key = clusterOf(read, by);
    let counts = clusters.get(key);
    if (counts === undefined) {
      counts = { successes: new Float64Array(conditions.length), trials: new Float64Array(conditions.length) };
      clusters.set(key, counts);
    }
    counts.trials[condition]! += 1;
    if (read.success) counts.successes[condition]! += 1;
  }
  return [...clusters.values()];
}
