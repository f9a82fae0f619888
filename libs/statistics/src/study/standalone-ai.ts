import type { SupportingAnalysis } from '@lectern/contracts';
import { isEstimated, mrmcData, notEstimable, type MrmcData, type Reading } from '../data/index.js';
import type { Figure } from '../figures/index.js';
import { compareStandalone } from '../mrmc/index.js';
import { differenceLabel, known, statistic, supporting } from './statistic.js';
import type { EndpointContext } from './study-data.js';

const AI = 'AI alone';

/** The AI by itself against the readers in both conditions, on the cases that both judged. */
export function standaloneAi(context: EndpointContext, figure: Figure<MrmcData>, data: MrmcData): SupportingAnalysis[] {
  const { endpoint, plan, pair } = context;
  const own = (context.reads.ai ?? []).filter(({ condition }) => condition === pair.to);
  const isDecision = endpoint.figure !== 'auc' && endpoint.threshold === undefined;
  const judged = new Map(own.map((one) => [`${one.case}`, isDecision ? Number(one.called) : one.score]));
  const shared = data.cases.filter(({ id }) => judged.has(id));
  if (shared.length === 0 || !SCALE_FREE.has(endpoint.figure)) return [];
  const ofAi = shared.map((one): Reading => ({ reader: AI, treatment: AI, case: one.id, positive: one.positive, patient: one.patient, rating: judged.get(one.id) as number })); // prettier-ignore
  const study = mrmcData([...readingsOf(data).filter((reading) => judged.has(reading.case)), ...ofAi]);
  const rows = [pair.to, pair.from]
    .filter((treatment) => study.treatments.includes(treatment))
    .flatMap((treatment) => {
      const label = differenceLabel(treatment, AI);
      const found = compareStandalone(study, {
        figure,
        ai: { reader: AI, treatment: AI },
        treatment,
        alpha: plan.alpha,
      });
      if (!isEstimated(found)) return [statistic(label, 'difference', found)];
      const random = found.differences.find(
        ({ analysis }) => analysis === (found.readers.length > 1 ? 'RRRC' : 'FRRC'),
      );
      return [
        ...(treatment === pair.to ? [known(AI, 'estimate', { estimate: found.ai.estimate, se: found.ai.se, n: shared.length })] : []), // prettier-ignore
        statistic(label, 'difference', random ?? notEstimable('no readers')),
      ];
    });
  return [
    supporting(
      {
        id: 'standalone-ai',
        title: 'Readers and the AI alone',
        inference: 'random readers, random cases; this AI',
        method: "Obuchowski-Rockette analysis of readers' differences to the AI",
        source: 'Hillis, Stat Med 2007, section 5.3',
      },
      rows,
      shared.length < data.cases.length
        ? [`${data.cases.length - shared.length} cases without an AI result are left out`]
        : [],
    ),
  ];
}

/** Figures in which the AI's score and a reader's rating need not be on one scale. */
const SCALE_FREE: ReadonlySet<string> = new Set(['auc', 'sensitivity', 'specificity']);

function readingsOf(data: MrmcData): Reading[] {
  return data.treatments.flatMap((treatment, t) =>
    data.readers.flatMap((reader, r) =>
      data.cases.flatMap(({ id, positive, patient }, c) => {
        const at = (t * data.readers.length + r) * data.cases.length + c;
        return data.read[at] === 1
          ? [{ reader, treatment, case: id, positive, patient, rating: data.ratings[at] as number }]
          : [];
      }),
    ),
  );
}
