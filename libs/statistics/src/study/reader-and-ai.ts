import type { Statistic, SupportingAnalysis } from '@lectern/contracts';
import { aiInteraction, type AiInteraction, type AssistedRead } from '../ai-interaction/index.js';
import { isEstimated, type Estimable } from '../data/index.js';
import { known, statistic, supporting, type Known } from './statistic.js';
import { questionOf } from './study-agreement.js';
import { numberOf, patientOf, readsIn, type AnalysisPlan, type StudyReads } from './study-data.js';

/** How decisions changed from the one condition to the other, split by whether the AI that the other shows was right. */
export function readerAndAi(reads: StudyReads, plan: AnalysisPlan): SupportingAnalysis[] {
  const question = questionOf(plan, 'sensitivity', 'specificity');
  if (question === null || !reads.ai?.some(({ condition }) => condition === plan.comparison.to)) return [];
  const pairs = assistedReads(reads, plan, question);
  if (pairs.length === 0) return [];
  return [
    { id: 'reader-and-ai', title: 'Reader and AI together', own: pairs },
    { id: 'reader-and-ai-positive', title: 'Reader and AI together, cases with the finding', own: pairs.filter(({ positive }) => positive) }, // prettier-ignore
    { id: 'reader-and-ai-negative', title: 'Reader and AI together, cases without the finding', own: pairs.filter(({ positive }) => !positive) }, // prettier-ignore
  ].flatMap(({ id, title, own }) =>
    own.length > 0 ? [table(id, title, aiInteraction(own, { alpha: plan.alpha }))] : [],
  );
}

function assistedReads(
  reads: StudyReads,
  { comparison: { from, to } }: AnalysisPlan,
  question: string,
): AssistedRead[] {
  const called = new Map((reads.ai ?? []).filter(({ condition }) => condition === to).map((one) => [one.case, one.called])); // prettier-ignore
  const patient = patientOf(reads);
  const before = new Map(readsIn(reads.rows, [from]).map((row) => [`${row.reader} ${row.case}`, row]));
  return readsIn(reads.rows, [to]).flatMap((row) => {
    const decisions = [before.get(`${row.reader} ${row.case}`), row].map((one) => numberOf(one?.answers[question]));
    const ai = called.get(row.case);
    if (ai === undefined || decisions.includes(null)) return [];
    const [first, second] = decisions as [number, number];
    return [
      {
        ...{ reader: `${row.reader}`, case: `${row.case}`, patient: patient(row.case), positive: row.truth },
        ...{ ai, before: first === 1, after: second === 1 },
      },
    ];
  });
}

function table(id: string, title: string, result: AiInteraction): SupportingAnalysis {
  const share = (label: string, measure: string, value: Estimable<Known & { trials?: number }>): Statistic =>
    statistic(label, measure, isEstimated(value) ? { ...value, n: value.n ?? value.trials ?? null } : value);
  const groups = [
    { label: 'all reads', of: result.all },
    { label: 'AI right', of: result.aiRight },
    { label: 'AI wrong', of: result.aiWrong },
  ];
  const rows = [
    ...groups.flatMap(({ label, of }) => [
      share(label, 'decisions changed', of.changed),
      share(label, 'changed for the better', of.better),
      share(label, 'changed for the worse', of.worse),
      share(label, 'net gain of right decisions', of.net),
    ]),
    share('AI right, reader wrong before', 'benefit: put right', result.benefit),
    share('AI right, reader wrong before', 'under-reliance: stayed wrong', result.underReliance),
    share('AI wrong, reader right before', 'automation bias: spoilt', result.automationBias),
    share('all reads', 'decision after is the AI’s', result.agreementAfter),
    share('readers', 'harmed: fewer right after than before', result.readersHarmed),
    ...result.readers.map(({ reader, better, worse, reads, p }) =>
      known(`Reader ${reader}`, 'better minus worse, reads (exact McNemar p)', {
        estimate: better - worse,
        p,
        n: reads,
      }),
    ),
  ];
  return supporting(
    { id, title, inference: 'random readers, random cases', method: result.method, source: result.source },
    rows,
    result.warnings,
  );
}
