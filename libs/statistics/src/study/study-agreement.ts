import type { Statistic, SupportingAnalysis } from '@lectern/contracts';
import { fleissKappa, intraclassCorrelation, repeatAgreement } from '../agreement/index.js';
import { isEstimated } from '../data/index.js';
import { answersByCase } from './agreement-endpoint.js';
import { known, statistic, supporting } from './statistic.js';
import { numberOf, readsIn, type AnalysisPlan, type PlannedEndpoint, type StudyReads } from './study-data.js';

/** Between readers, and of readers with themselves where cases were read again. */
export function studyAgreement(reads: StudyReads, plan: AnalysisPlan): SupportingAnalysis[] {
  return [...betweenReaders(reads, plan), ...withinReaders(reads, plan)];
}

/** The question of the first endpoint on one of these figures. */
export function questionOf(plan: AnalysisPlan, ...figures: readonly PlannedEndpoint['figure'][]): string | null {
  const found = plan.endpoints.find(({ figure, question }) => figures.includes(figure) && question !== null);
  return found?.question ?? null;
}

function betweenReaders({ rows }: StudyReads, plan: AnalysisPlan): SupportingAnalysis[] {
  const decision = questionOf(plan, 'sensitivity', 'specificity');
  const rating = questionOf(plan, 'auc', 'partial-auc');
  const statistics = plan.conditions.flatMap((condition): Statistic[] => {
    const own = readsIn(rows, [condition]);
    const kappa = decision === null ? [] : [fleissKappa([...answersByCase(own, decision).values()], { alpha: plan.alpha })]; // prettier-ignore
    const table = rating === null ? [] : [intraclassCorrelation(ratingTable(own, rating), '2,1', { alpha: plan.alpha })]; // prettier-ignore
    return [
      ...kappa.map((one) => statistic(condition, "decisions, Fleiss' kappa", isEstimated(one) ? { ...one, n: one.subjects } : one)), // prettier-ignore
      ...table.map((one) => statistic(condition, 'ratings, intraclass correlation', isEstimated(one) ? { ...one, n: one.subjects } : one)), // prettier-ignore
    ];
  });
  if (statistics.length === 0) return [];
  return [
    supporting(
      {
        id: 'agreement',
        title: 'Agreement between readers',
        inference: 'fixed readers (kappa), random readers (correlation); random cases',
        method: "Fleiss' kappa with jackknife over cases; ICC(2,1), absolute agreement of single ratings",
        source: 'Fleiss 1971; Shrout and Fleiss 1979; McGraw and Wong 1996',
      },
      statistics,
    ),
  ];
}

/** Cases by readers; null where a reader has no answer. */
function ratingTable(
  rows: readonly { reader: number; case: number; answers: Record<string, unknown> }[],
  question: string,
): (number | null)[][] {
  // prettier-ignore
  const readers = [...new Set(rows.map(({ reader }) => reader))];
  return [...Map.groupBy(rows, (row) => row.case).values()].map((own) =>
    readers.map((reader) => numberOf(own.find((row) => row.reader === reader)?.answers[question])),
  );
}

function withinReaders({ rows }: StudyReads, plan: AnalysisPlan): SupportingAnalysis[] {
  const again = rows.filter(({ repetition }) => repetition === 2);
  if (again.length === 0) return [];
  const questions = [
    { question: questionOf(plan, 'sensitivity', 'specificity'), what: 'decisions', weights: 'none' },
    { question: questionOf(plan, 'auc', 'partial-auc'), what: 'ratings', weights: 'quadratic' },
    { question: questionOf(plan, 'confidence'), what: 'confidence', weights: 'quadratic' },
  ] as const;
  const warnings: string[] = [];
  const statistics = plan.conditions.flatMap((condition) =>
    questions.flatMap(({ question, what, weights }): Statistic[] => {
      const pairs = again.flatMap((second) => {
        const first = rows.find((row) => row.repetition === 1 && row.condition === condition && row.reader === second.reader && row.case === second.case); // prettier-ignore
        const [a, b] = [numberOf(first?.answers[question ?? '']), numberOf(second.answers[question ?? ''])];
        return second.condition === condition && a !== null && b !== null
          ? [{ reader: `${second.reader}`, first: a, second: b }]
          : [];
      });
      if (pairs.length === 0) return [];
      const { readers, meanKappa, warnings: own } = repeatAgreement(pairs, { weights, alpha: plan.alpha });
      warnings.push(...own.map((warning) => `${condition}, ${what}: ${warning}`));
      return [
        ...readers.map(
          ({ reader, kappa, cases }) =>
          statistic(`Reader ${reader}, ${condition}`, `${what}, kappa with oneself`, isEstimated(kappa) ? { ...kappa, n: cases } : kappa), // prettier-ignore
        ),
        ...readers.map(({ reader, same }) => known(`Reader ${reader}, ${condition}`, `${what}, same answer twice`, { estimate: same.estimate, ci: same.ci, n: same.trials })), // prettier-ignore
        statistic(condition, `${what}, mean kappa over readers`, meanKappa),
      ];
    }),
  );
  return [
    supporting(
      {
        id: 'repeats',
        title: 'Agreement of readers with themselves',
        inference: 'each reader alone; their mean: random readers',
        method: "Cohen's kappa of first and second reads (quadratic weights for ratings and confidence), mean by t over readers", // prettier-ignore
        source: 'Cohen 1960; Fleiss, Cohen and Everitt 1969; Bland and Altman 1996',
      },
      statistics,
      warnings,
    ),
  ];
}
