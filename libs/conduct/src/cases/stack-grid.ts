import { stackGridSchema, type StackGrid } from '@lectern/contracts';
import type { CaseWithStacks } from '@lectern/records';

/** The grids of all stacks of cases by series. */
export function gridsOf(cases: readonly Pick<CaseWithStacks, 'stacks'>[]): Record<string, StackGrid> {
  return Object.fromEntries(
    cases.flatMap(({ stacks }) =>
      stacks.flatMap((stack) => {
        const grid = gridOf(stack);
        return grid ? [[stack.seriesInstanceUid, grid]] : [];
      }),
    ),
  );
}

/** Where the pixels of a stored stack lie; undefined of one that was stored before this was kept. */
export function gridOf({ detail }: Pick<CaseWithStacks['stacks'][number], 'detail'>): StackGrid | undefined {
  const { grid } = (detail ?? {}) as { grid?: unknown };
  return grid === undefined ? undefined : stackGridSchema.parse(grid);
}
