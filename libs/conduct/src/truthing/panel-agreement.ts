import type { Answers, PanelAgreement, TruthingPlan } from '@lectern/contracts';
import { referenceAgreement } from '@lectern/statistics';
import { truthOf } from './panel-verdict.js';

/**
 * How the members of a panel agreed, each alone.
 *
 * @param opinions by case, an answer of every seat, seats in the same order
 * @param adjudicated cases on which they differed
 * @param replaced members whose seat was given to somebody else
 */
export function panelAgreement(
  plan: TruthingPlan,
  opinions: readonly (readonly Answers[])[],
  { adjudicated, replaced }: { readonly adjudicated: number; readonly replaced: number },
): PanelAgreement {
  const truths = opinions.map((answers) => answers.map((each) => truthOf(plan, each)));
  const grades = truths.flatMap((each) =>
    each.every(({ positive, grade }) => positive && grade !== null) ? [each.map(({ grade }) => grade as number)] : [],
  );
  return {
    members: plan.members,
    cases: opinions.length,
    adjudicated,
    replaced,
    analysis: referenceAgreement({
      decisions: truths.map((each) => each.map(({ positive }) => (positive ? 'present' : 'absent'))),
      grades: plan.truth.grade === undefined ? undefined : grades,
      adjudicated,
    }),
  };
}
