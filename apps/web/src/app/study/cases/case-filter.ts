import type { CaseRow } from '@lectern/contracts';

export const caseStates = ['received', 'stored', 'ready', 'refused'] as const satisfies readonly CaseRow['state'][];
export const aiStatuses = ['pending', 'done', 'failed', 'foreign'] as const;
export const problemKinds = ['any', 'refused', 'flagged', 'none'] as const;

/** Which rows of the case table are looked at; null: all. */
export interface CaseFilter {
  readonly state: (typeof caseStates)[number] | null;
  /** `foreign`: unlike the images that the model was calibrated on. */
  readonly ai: (typeof aiStatuses)[number] | null;
  readonly problems: (typeof problemKinds)[number] | null;
}

export const everyCase: CaseFilter = { state: null, ai: null, problems: null };

export function matches(row: CaseRow, { state, ai, problems }: CaseFilter): boolean {
  return (
    (state === null || row.state === state) &&
    (ai === null ||
      row.inference.some((result) => (ai === 'foreign' ? result.outOfDistribution : result.state === ai))) &&
    (problems === null || hasProblems(row, problems))
  );
}

function hasProblems({ problems }: CaseRow, kind: NonNullable<CaseFilter['problems']>): boolean {
  if (kind === 'none') return problems.length === 0;
  return kind === 'any' ? problems.length > 0 : problems.some(({ severity }) => severity === kind);
}
