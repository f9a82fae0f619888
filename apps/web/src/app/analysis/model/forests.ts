import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import type { ForestRow } from '../../figures/forest-option.js';

/** Changes that share an axis. */
export interface Forest {
  readonly kind: 'difference' | 'ratio';
  readonly unit: string | null;
  readonly rows: readonly ForestRow[];
}

/** The estimated change of every endpoint, those of one kind and unit together, in the order of the plan. */
export function endpointForests({ endpoints }: StudyAnalysis): Forest[] {
  const forests = new Map<string, Forest & { rows: ForestRow[] }>();
  for (const { title, unit, comparison } of endpoints) {
    if (comparison.value.status !== 'estimated') continue;
    const { kind } = comparison;
    // a ratio has no unit: those of all endpoints share their axis
    const key = kind === 'ratio' ? kind : `${kind} ${unit}`;
    const forest = forests.get(key) ?? { kind, unit: kind === 'ratio' ? null : unit, rows: [] };
    forest.rows.push({ name: title, estimate: comparison.value.estimate, ci: comparison.value.ci, pooled: true });
    forests.set(key, forest);
  }
  return [...forests.values()];
}

/**
 * The change of each reader, without interval, above the pooled one.
 *
 * @param names words for a reader's number, and for the pooled row
 * @returns null where the endpoint has no estimated change, or no reader has one
 */
export function readerForest(
  { unit, readers, comparison }: EndpointResult,
  names: { readonly reader: (number: number) => string; readonly pooled: string },
): Forest | null {
  const { kind, from, to, value } = comparison;
  if (value.status !== 'estimated') return null;
  const estimateOf = (reader: number, condition: string): number | null => {
    const found = readers.find((one) => one.reader === reader && one.condition === condition)?.value;
    return found?.status === 'estimated' ? found.estimate : null;
  };
  const rows = [...new Set(readers.map(({ reader }) => reader))]
    .sort((a, b) => a - b)
    .flatMap((reader): ForestRow[] => {
      const [before, after] = [estimateOf(reader, from), estimateOf(reader, to)];
      if (before === null || after === null || (kind === 'ratio' && before === 0)) return [];
      const estimate = kind === 'ratio' ? after / before : after - before;
      return [{ name: names.reader(reader), estimate, ci: null, pooled: false }];
    });
  if (rows.length === 0) return null;
  const pooled = { name: names.pooled, estimate: value.estimate, ci: value.ci, pooled: true };
  return { kind, unit: kind === 'ratio' ? null : unit, rows: [...rows, pooled] };
}
