import type { ReadRow } from '@lectern/contracts';
import { fleissKappa, fleissKappaDifference } from '../agreement/index.js';
import { estimated, isEstimated } from '../data/index.js';
import { comparisonValue, endpointHead, type AnalysedEndpoint } from './analysed-endpoint.js';
import { rowsOfPlan } from './estimand-of-plan.js';
import { intervalOrNull } from './statistic.js';
import { readsIn, type EndpointContext } from './study-data.js';

/** Agreement between readers in each condition, and its difference: these readers, random cases. */
export function agreementEndpoint(context: EndpointContext): AnalysedEndpoint {
  const { endpoint, pair, plan } = context;
  const rows = rowsOfPlan(context);
  const answers = (condition: string) => answersByCase(readsIn(rows, [condition]), endpoint.question ?? '');
  const [inTo, inFrom] = [answers(pair.to), answers(pair.from)];
  const subjects = [...inTo].map(([number, a]) => ({ a, b: inFrom.get(number) ?? [] }));
  const difference = fleissKappaDifference(subjects, { alpha: plan.alpha });
  const { pair: compared, ...head } = endpointHead(context);
  return {
    result: {
      ...head,
      method: "Fleiss' kappa, jackknife over cases, normal distribution (fixed readers, random cases)",
      source: 'Fleiss, Psychol Bull 1971; McKenzie et al., J Psychiatr Res 1996',
      conditions: plan.conditions.map((condition) => {
        const kappa = fleissKappa([...answers(condition).values()], { alpha: plan.alpha });
        const value = isEstimated(kappa)
          ? estimated({ estimate: kappa.estimate, se: kappa.se, ci: intervalOrNull(kappa.ci) })
          : kappa;
        return { condition, value };
      }),
      readers: [],
      comparison: { kind: 'difference', ...compared, value: comparisonValue(difference) },
      warnings: [],
    },
    tested: difference,
  };
}

/** Answers that are a number or a text, by case. */
export function answersByCase(rows: readonly ReadRow[], question: string): Map<number, (string | number)[]> {
  const byCase = new Map<number, (string | number)[]>();
  for (const row of rows) {
    const answer = row.answers[question];
    if (typeof answer !== 'string' && typeof answer !== 'number') continue;
    byCase.set(row.case, [...(byCase.get(row.case) ?? []), answer]);
  }
  return byCase;
}
