import { findingSchema, type Finding, type ReadRow, type SupportingAnalysis } from '@lectern/contracts';
import { frocData, lrocArea, lrocFromFroc, placedMarks, scoreFindings, type FrocCase, type FrocData, type FrocRead, type MarkedFinding, type ReferenceLesion, type ScoredFindings } from '../localisation/index.js'; // prettier-ignore
import type { Point3 } from '../localisation/index.js';
import { withoutResult, type AnalysedEndpoint } from './analysed-endpoint.js';
import { rowsOfPlan } from './estimand-of-plan.js';
import { mrmcEndpoint } from './mrmc-endpoint.js';
import { masksAgainstReference } from './masks-against-reference.js';
import { localisationFigures } from './planned-figures.js';
import { known, supporting } from './statistic.js';
import { patientOf, readsIn, type EndpointContext, type StudyReads } from './study-data.js';

/**
 * A figure of findings: the acceptance rule tells findings on lesions from others, and Obuchowski-Rockette does the rest.
 * A read without the question's answer is one without findings. @see mrmcEndpoint
 */
export function localisationEndpoint(context: EndpointContext): AnalysedEndpoint {
  const { endpoint, plan } = context;
  const scored = scoreReads(context);
  if (typeof scored === 'string') return withoutResult(context, scored, 'Acceptance rule', 'Chakraborty 2017, ch. 12');
  const study = (conditions: readonly string[]): FrocData | null => {
    const reads = scored.reads.filter(({ treatment }) => conditions.includes(treatment));
    if (conditions.some((condition) => !reads.some(({ treatment }) => treatment === condition))) return null;
    return frocData(scored.cases, reads.toSorted((x, y) => conditions.indexOf(x.treatment) - conditions.indexOf(y.treatment))); // prettier-ignore
  };
  const analysed =
    endpoint.figure === 'lroc-area'
      ? mrmcEndpoint({
          context,
          figure: lrocArea,
          study: (conditions) => {
            const found = study(conditions);
            return found && lrocFromFroc(found);
          },
        })
      : mrmcEndpoint({
          context,
          figure: localisationFigures[endpoint.figure as keyof typeof localisationFigures],
          study,
        });
  return {
    ...analysed,
    result: {
      ...analysed.result,
      beside: [
        ...analysed.result.beside,
        markCounts(scored, plan.conditions, ruleText(context)),
        ...masksAgainstReference(scored, plan.conditions, context.reads),
      ],
      warnings: [...analysed.result.warnings, ...scored.warnings],
    },
  };
}

interface ScoredReads {
  readonly cases: readonly FrocCase[];
  readonly reads: readonly (FrocRead & {
    readonly scored: ScoredFindings;
    readonly marked: readonly MarkedFinding[];
  })[];
  readonly warnings: readonly string[];
}

/** Every read's findings judged by the plan's rule; a text says why they cannot be. */
function scoreReads(context: EndpointContext): ScoredReads | string {
  const { reads, plan, endpoint } = context;
  const rule = plan.acceptance;
  if (!rule) return 'the plan has no rule for when a mark is on a lesion';
  if (!reads.lesions) return 'the reference standard has no lesions';
  const lesions = new Map(reads.lesions.map((one) => [one.case, one.lesions]));
  const rows = readsIn(rowsOfPlan(context), plan.conditions);
  const truths = new Map(rows.map((row) => [row.case, row.truth]));
  const unlocated = [...truths].filter(([number, truth]) => truth && !lesions.get(number)?.length);
  if (unlocated.length > 0)
    return `the reference standard has no lesions of ${unlocated.length} positive cases, case ${unlocated[0]![0]} among them`;
  const patient = patientOf(reads);
  const ofCase = (number: number): readonly ReferenceLesion[] =>
    truths.get(number) ? (lesions.get(number) ?? []) : [];
  const found = rows.map((row) => ({ row, findings: findingsOf(row, endpoint.question ?? '') }));
  return {
    cases: [...truths.keys()].map((number) => ({ id: `${number}`, lesions: ofCase(number), patient: patient(number) })),
    reads: found.map(({ row, findings }) => {
      const marked = findings.map((one) => placed(one, reads));
      const scored = scoreFindings(marked, ofCase(row.case), rule);
      const { lesions: on, nonLesions } = scored;
      return {
        reader: `${row.reader}`,
        treatment: row.condition,
        case: `${row.case}`,
        lesions: on,
        nonLesions,
        scored,
        marked,
      };
    }),
    warnings: boxWarnings(
      found.flatMap(({ findings }) => findings),
      reads,
    ),
  };
}

function findingsOf(row: ReadRow, question: string): Finding[] {
  const parsed = findingSchema.array().safeParse(row.answers[question]);
  return parsed.success ? parsed.data : [];
}

function placed({ id, rating, marks }: Finding, reads: StudyReads): MarkedFinding {
  return { id, rating, marks: placedMarks(marks, (series) => rowsOf(series, reads)) };
}

const rowsOf = (series: string, { imageRows, stackGrids }: StudyReads): Point3 | undefined =>
  imageRows?.[series] ?? stackGrids?.[series]?.row;

function boxWarnings(findings: readonly Finding[], reads: StudyReads): string[] {
  const boxes = findings.flatMap(({ marks }) => marks).filter((mark) => mark.tool === 'box');
  const blind = boxes.filter(({ seriesInstanceUid }) => !rowsOf(seriesInstanceUid, reads)).length;
  return blind > 0
    ? [`${blind} boxes are judged by their centres: the direction of their image's rows is not known`]
    : [];
}

function ruleText({ plan: { acceptance } }: EndpointContext): string {
  if (!acceptance) return '';
  return acceptance.kind === 'radius'
    ? `no further than ${acceptance.millimetres} mm from the lesion's ${acceptance.from}`
    : `at least ${acceptance.atLeast} of the ${acceptance.of === 'union' ? 'union' : acceptance.of} covered`;
}

/** What became of the findings, by condition. */
function markCounts({ reads }: ScoredReads, conditions: readonly string[], rule: string): SupportingAnalysis {
  const count = (condition: string, outcome: string): number =>
    reads
      .filter(({ treatment }) => treatment === condition)
      .reduce((sum, { scored }) => sum + scored.outcomes.filter((one) => one.outcome === outcome).length, 0);
  return supporting(
    {
      id: 'findings',
      title: 'Findings by the acceptance rule',
      method: `A finding is on a lesion if a mark of it is: ${rule}. Marks of one finding in several stacks count once; further findings of a lesion are repeats and count as neither`,
      source: 'Chakraborty, Observer Performance Methods for Diagnostic Imaging, 2017, ch. 12',
    },
    conditions.flatMap((condition) =>
      (['lesion', 'non-lesion', 'repeat'] as const).map((outcome) =>
        known(condition, `${outcome} localisations`, { estimate: count(condition, outcome) }),
      ),
    ),
  );
}
