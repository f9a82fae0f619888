import type { ModelEvaluation } from '@lectern/contracts';

type Interval = ModelEvaluation['caseLevel']['auc'];
type Summary = ModelEvaluation['by']['grade'][string];

/** An evaluation as tables for a terminal or a Markdown file. */
export function evaluationLines(evaluation: ModelEvaluation): string[] {
  const { model, thresholds, by, cases } = evaluation;
  const groups: [string, Summary][] = [
    ['all', evaluation],
    ...Object.entries(by.hospital),
    ...Object.entries(by.grade).map(([name, summary]): [string, Summary] => [`grade ${name}`, summary]),
    ...Object.entries(by.gestationalAge),
  ];
  return [
    `${model.id} ${model.version}, sha256 ${model.sha256}`,
    `Called positive: cases from ${thresholds.case}, stacks from ${thresholds.stack}. 95% intervals in brackets.`,
    '',
    ...summaryTable(groups),
    '',
    ...caseTable(cases),
  ];
}

/** Cases and stacks of each group, a line each. */
export function summaryTable(groups: readonly (readonly [name: string, summary: Summary])[]): string[] {
  return [
    '| group | positive / negative | unit | sensitivity | specificity | AUC | Dice | surface distance, mm |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...groups.flatMap(([name, summary]) => summaryRows(name, summary)),
  ];
}

/** One line an examination. */
export function caseTable(cases: ModelEvaluation['cases']): string[] {
  return [
    '| case | hospital | grade | weeks | ml | score | called | flagged | Dice by stack |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...cases.map(caseRow),
  ];
}

/** An estimate with its interval. */
export function intervalCell(value: Interval, digits = 3): string {
  if (!value) return 'not estimable';
  const [low, high] = value.ci95;
  return `${value.estimate.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function summaryRows(name: string, { counts, caseLevel, stackLevel }: Summary): string[] {
  const line = (unit: 'cases' | 'stacks', ...cells: string[]): string =>
    `| ${[name, `${counts[unit].positive} / ${counts[unit].negative}`, unit, ...cells].join(' | ')} |`;
  const shared = ({ sensitivity, specificity, auc }: Summary['caseLevel']): string[] =>
    [sensitivity, specificity, auc].map((each) => intervalCell(each));
  const { dice, surfaceDistanceMm } = stackLevel;
  return [
    line('cases', ...shared(caseLevel), '', ''),
    line('stacks', ...shared(stackLevel), intervalCell(dice), intervalCell(surfaceDistanceMm, 1)),
  ];
}

function caseRow(each: ModelEvaluation['cases'][number]): string {
  const dice = each.stacks.map((stack) => (stack.dice === null ? '-' : stack.dice.toFixed(2))).join(', ');
  const { grade, gestationalAgeWeeks: weeks, lesionMl, score } = each;
  const found = [score.toFixed(3), each.called ? 'positive' : 'negative', each.foreign ? 'yes' : 'no', dice];
  return `| ${[each.case, each.hospital, grade, weeks, lesionMl.toFixed(3), ...found].join(' | ')} |`;
}
