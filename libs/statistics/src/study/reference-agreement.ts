import type { SupportingAnalysis } from '@lectern/contracts';
import { fleissKappa, intraclassCorrelation } from '../agreement/index.js';
import { isEstimated } from '../data/index.js';
import { wilsonInterval } from '../proportions/index.js';
import { known, statistic, supporting } from './statistic.js';

/** What the members of a panel said of each case, each alone, before any adjudication. */
export interface PanelRatings {
  /** By case, the decision of each member. */
  readonly decisions: readonly (readonly string[])[];
  /** By case that every member graded, the grade by each, members in the same order; absent: grades were not asked. */
  readonly grades?: readonly (readonly number[])[] | undefined;
  /** Cases on which they differed by the protocol's rule. */
  readonly adjudicated: number;
}

/**
 * How far the members of a panel that set the reference standard agreed: Fleiss' kappa of decisions with its jackknife interval over cases, ICC(2,1) of grades,
 * and the share of cases that an adjudicator had to decide, with Wilson's interval (Fleiss, Psychol Bull 1971; McGraw and Wong, Psychol Methods 1996; Wilson, JASA 1927).
 *
 * @param options alpha: two-sided, of the intervals
 */
export function referenceAgreement(
  { decisions, grades, adjudicated }: PanelRatings,
  { alpha = 0.05 }: { alpha?: number } = {},
): SupportingAnalysis {
  const kappa = fleissKappa(decisions, { alpha });
  const correlation = grades && intraclassCorrelation(grades, '2,1', { alpha });
  const share = wilsonInterval(adjudicated, decisions.length, alpha);
  return supporting(
    {
      id: 'reference-agreement',
      title: 'Agreement of the panel that set the reference standard',
      inference: 'fixed members (kappa), random members (correlation); random cases',
      method: "Members judged alone; Fleiss' kappa with jackknife over cases, ICC(2,1) of grades over cases that all found positive, Wilson's interval of the share adjudicated", // prettier-ignore
      source: 'Fleiss 1971; McGraw and Wong 1996; Wilson 1927',
    },
    [
      known('panel', 'members', { estimate: Math.max(0, ...decisions.map((each) => each.length)) }),
      known('panel', 'cases adjudicated', { estimate: share.estimate, ci: share.ci, n: decisions.length }), // prettier-ignore
      statistic('panel', "decisions, Fleiss' kappa", isEstimated(kappa) ? { ...kappa, n: kappa.subjects } : kappa),
      ...(correlation
        ? [statistic('panel', 'grades, intraclass correlation', isEstimated(correlation) ? { ...correlation, n: correlation.subjects } : correlation)] // prettier-ignore
        : []),
    ],
  );
}
