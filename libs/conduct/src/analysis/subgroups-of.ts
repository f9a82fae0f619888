import type { Protocol } from '@lectern/contracts';
import type { PlannedSubgroup } from '@lectern/statistics';
import { studyCases, type StudyPlan } from '../studies/study-plan.js';

type Subgroup = NonNullable<Protocol['analysis']['subgroups']>[number];
type Level = PlannedSubgroup['levels'][number];
type ReferenceRow = NonNullable<StudyPlan['reference']>['rows'][number];

/** The plan's subgroups with the cases or readers of each level. */
export function subgroupsOf(plan: StudyPlan): PlannedSubgroup[] {
  const postHoc = new Set(plan.postHocSubgroups);
  return (plan.protocol.analysis.subgroups ?? []).map((subgroup) => ({
    ...{ id: subgroup.id, name: subgroup.name, by: subgroup.by, endpoints: subgroup.endpoints },
    specified: postHoc.has(subgroup.id) ? 'post-hoc' : 'pre-specified',
    ...divided(plan, subgroup),
  }));
}

function divided(plan: StudyPlan, { by }: Subgroup): Pick<PlannedSubgroup, 'levels' | 'notes'> {
  if (by === 'reader-stratum') return { levels: readerLevels(plan), notes: [] };
  return by === 'grade' ? gradeLevels(plan) : caseLevels(plan, by);
}

/** In the order of the protocol. */
function readerLevels({ protocol, readers }: StudyPlan): Level[] {
  return (protocol.readers.strata ?? []).map(({ id, name }) => ({
    level: name,
    of: 'readers',
    numbers: readers.filter(({ stratum }) => stratum === id).map(({ number }) => number),
  }));
}

/** Only positive cases have a grade: those of each stand against all that are negative. */
function gradeLevels(plan: StudyPlan): Pick<PlannedSubgroup, 'levels' | 'notes'> {
  const cases = knownCases(plan);
  const negatives = cases.filter(({ row }) => !row.positive).map(({ number }) => number);
  const graded = cases.filter(({ row }) => row.positive && row.grade !== null);
  const grades = [...new Set(graded.map(({ row }) => row.grade as number))].sort((a, b) => a - b);
  const without = cases.filter(({ row }) => row.positive && row.grade === null).length;
  return {
    levels: grades.map((grade) => ({
      level: `grade ${grade}`,
      of: 'cases',
      numbers: [...graded.filter(({ row }) => row.grade === grade).map(({ number }) => number), ...negatives],
    })),
    notes: [
      'Each grade stands against all cases without the finding',
      ...(without > 0 ? [`${without} positive cases without a grade are left out`] : []),
    ],
  };
}

function caseLevels(plan: StudyPlan, by: string): Pick<PlannedSubgroup, 'levels' | 'notes'> {
  const cases = knownCases(plan).map(({ number, row }) => ({ number, level: levelOf(row, by) }));
  const names = [...new Set(cases.flatMap(({ level }) => level ?? []))].sort((a, b) => (a < b ? -1 : 1));
  const unknown = cases.filter(({ level }) => level === null).length;
  return {
    levels: names.map((level) => ({
      level,
      of: 'cases',
      numbers: cases.filter((each) => each.level === level).map(({ number }) => number),
    })),
    notes: unknown > 0 ? [`${unknown} cases of which it is not known are left out`] : [],
  };
}

function levelOf(row: ReferenceRow, by: string): string | null {
  const value = by === 'site' ? row.site : (row.attributes as Readonly<Record<string, unknown>> | null)?.[by];
  return value === undefined || value === null || value === '' ? null : String(value);
}

function knownCases({ cases, reference }: StudyPlan): { number: number; row: ReferenceRow }[] {
  const rows = new Map(reference?.rows.map((row) => [row.caseId, row]));
  return studyCases(cases).flatMap(({ caseId, number }) => {
    const row = rows.get(caseId);
    return row ? [{ number, row }] : [];
  });
}
