import type { ScheduledCase, ScheduledReader, ScheduleInput } from '@lectern/protocol';
import type { ReferenceImport } from '@lectern/records';
import type { StudyPlan } from './study-plan.js';

/** What worklists are derived from, besides the hash and the seed. The strata say the truth of cases and stay on the server before the lock. */
export function rosterAndCases({
  protocol,
  readers,
  cases,
  reference,
}: StudyPlan): Pick<ScheduleInput, 'protocol' | 'readers' | 'cases'> {
  const truth = new Map(reference?.rows.map((row) => [row.caseId, row]));
  return {
    protocol,
    readers: readers
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ number, stratum, replaces }): ScheduledReader => ({
        number,
        ...(stratum === null ? {} : { stratum }),
        ...(replaces === null ? {} : { replaces }),
      })),
    cases: cases
      .filter((listed) => listed.case.state === 'ready')
      .map(({ number, caseId, purpose }): ScheduledCase => ({
        number,
        stratum: stratumOf(truth.get(caseId), protocol.design.stratify),
        ...(purpose === 'study' ? {} : { purpose }),
      })),
  };
}

type TruthRow = ReferenceImport['rows'][number];

/** The stratum of a case: what the design balances, one after the other. What is not known is a stratum of its own. */
function stratumOf(row: TruthRow | undefined, stratify: readonly string[]): string {
  return stratify.map((name) => attributeOf(row, name)).join('|');
}

function attributeOf(row: TruthRow | undefined, name: string): string {
  switch (name) {
    case 'truth':
      return row?.positive ? 'positive' : 'negative';
    case 'site':
      return row?.site ?? '';
    case 'grade':
      return `${row?.grade ?? ''}`;
    default:
      return `${(row?.attributes as Record<string, string | number> | undefined)?.[name] ?? ''}`;
  }
}
