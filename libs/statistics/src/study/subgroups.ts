import type { SubgroupResult } from '@lectern/contracts';
import { endpointsOf } from './endpoints-of.js';
import type { AnalysisPlan, PlannedSubgroup, StudyReads } from './study-data.js';

type Level = PlannedSubgroup['levels'][number];

/**
 * Every subgroup of the plan, level by level: the primary inference of its endpoints on the reads of that level alone
 * (Wang et al., N Engl J Med 2007; 357:2189). Nothing is adjusted for their number, and no level is tested against another.
 */
export function analyzeSubgroups(reads: StudyReads, plan: AnalysisPlan): SubgroupResult[] {
  return (plan.subgroups ?? []).map((subgroup) => ({
    id: subgroup.id,
    name: subgroup.name,
    by: subgroup.by,
    specified: subgroup.specified,
    levels: subgroup.levels.map((level) => ofLevel(readsOf(reads, level), level, subgroup, plan)),
    warnings: [...subgroup.notes],
  }));
}

function ofLevel(
  reads: StudyReads,
  { level }: Level,
  { endpoints }: PlannedSubgroup,
  plan: AnalysisPlan,
): SubgroupResult['levels'][number] {
  const truths = new Map(reads.rows.map((row) => [row.case, row.truth]));
  return {
    level,
    readers: new Set(reads.rows.map(({ reader }) => reader)).size,
    cases: truths.size,
    positives: [...truths.values()].filter(Boolean).length,
    reads: reads.rows.length,
    endpoints: plan.endpoints
      .filter(({ id }) => endpoints?.includes(id) ?? true)
      .map((endpoint) => {
        const pair = endpoint.comparison ?? plan.comparison;
        const [{ result }] = endpointsOf({ reads, plan, endpoint, pair, alone: true });
        const { id, figure, title, unit, method, source, conditions, comparison, warnings } = result;
        return { id, figure, title, unit, method, source, conditions, comparison, warnings };
      }),
  };
}

/** What is known of the cases, or of the readers, of a level. */
function readsOf(reads: StudyReads, { of, numbers }: Level): StudyReads {
  const own = new Set(numbers);
  const isOwn = (read: { readonly case: number; readonly reader: number }): boolean =>
    own.has(of === 'cases' ? read.case : read.reader);
  return { ...reads, rows: reads.rows.filter(isOwn), incomplete: (reads.incomplete ?? []).filter(isOwn) };
}
