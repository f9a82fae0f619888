import { modelEvaluationSchema, type ModelEvaluation } from '@lectern/contracts';
import { rocCurve } from '@lectern/statistics';

type Summary = ModelEvaluation['by']['grade'][string];
type Group = 'all' | 'hospital' | 'grade' | 'gestationalAge';

/** A row of the table of figures: a group of examinations, by cases or by stacks. */
export interface FigureRow {
  readonly group: Group;
  readonly name: string;
  readonly unit: 'cases' | 'stacks';
  readonly counts: Summary['counts']['cases'];
  readonly level: Summary['caseLevel'] & Partial<Summary['stackLevel']>;
}

/** A file that is none, by the place that does not fit; empty: the file as a whole. */
export class NoModelEvaluation extends Error {
  override readonly name = 'NoModelEvaluation';

  constructor(
    readonly place: string,
    readonly reason: string,
  ) {
    super(place ? `${place}: ${reason}` : reason);
  }
}

export type Curve = readonly (readonly [number, number])[];

/**
 * Reads what `lectern evaluate --json` wrote.
 *
 * @throws NoModelEvaluation that names the first place that does not fit
 */
export function readModelEvaluation(text: string): ModelEvaluation {
  const parsed = modelEvaluationSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NoModelEvaluation(issue?.path.join('.') ?? '', issue?.message ?? '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoModelEvaluation('', 'the file is no JSON');
  }
}

/** All examinations, then each hospital, grade and gestational age; cases before stacks. */
export function figureRows({ by, ...all }: ModelEvaluation): FigureRow[] {
  const groups: [Group, string, Summary][] = [['all', '', all]];
  for (const group of ['hospital', 'grade', 'gestationalAge'] as const)
    groups.push(
      ...Object.entries(by[group]).map(([name, summary]): [Group, string, Summary] => [group, name, summary]),
    );
  return groups.flatMap(([group, name, { counts, caseLevel, stackLevel }]) => [
    { group, name, unit: 'cases', counts: counts.cases, level: caseLevel },
    { group, name, unit: 'stacks', counts: counts.stacks, level: stackLevel },
  ]);
}

/** Empirical ROC curve of the case scores, and of the scores of stacks; none where a class is missing. Points are 1 - specificity and sensitivity. */
export function rocCurves({ cases }: ModelEvaluation): { cases: Curve; stacks: Curve } {
  const stacks = cases.flatMap((each) => each.stacks);
  return { cases: rocOf(cases), stacks: rocOf(stacks) };
}

function rocOf(rated: readonly { readonly positive: boolean | null; readonly score: number }[]): Curve {
  const scores = (wanted: boolean): Float64Array =>
    Float64Array.from(
      rated.filter(({ positive }) => positive === wanted),
      ({ score }) => score,
    );
  const [negatives, positives] = [scores(false), scores(true)];
  if (negatives.length === 0 || positives.length === 0) return [];
  const { falsePositiveRate, truePositiveRate } = rocCurve(negatives, positives);
  return Array.from(falsePositiveRate, (x, at) => [x, truePositiveRate[at] ?? NaN] as const);
}
