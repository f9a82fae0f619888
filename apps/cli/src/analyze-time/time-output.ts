import type { TimeOutput } from '@lectern/contracts';
import { isEstimated, type RandomEffect, type TimeAnalysis, type TimeRatio } from '@lectern/statistics';
import { orNull } from '../terminal/not-estimable.js';

interface Asked {
  readonly alpha: number;
  readonly random: readonly RandomEffect[];
  /** The treatment that fixed effects compare with. */
  readonly first: string;
}

/** The library's result in the shape that the command prints. */
export function timeOutput(analysis: TimeAnalysis, { alpha, random, first }: Asked): TimeOutput {
  const { conditions, ratios, model, method, source, warnings } = analysis;
  const others = conditions.map(({ condition }) => condition).filter((name) => name !== first);
  const fixed = isEstimated(model)
    ? model.fixed.map((effect) => ({ ...effect, term: termName(effect.term, others) }))
    : [];
  return {
    metric: 'time',
    unit: 's',
    method,
    formula: `log(seconds) ~ ${[...fixedNames(fixed), ...random.map((group) => `(1 | ${inFile(group)})`)].join(' + ')}`,
    fixed,
    random: isEstimated(model) ? model.random.map(({ group, sd }) => ({ group: inFile(group), sd })) : [],
    reml: isEstimated(model) ? model.reml : null,
    ...(!isEstimated(model) && { reason: model.reason }),
    treatments: conditions.map(({ condition, reads, median, quartiles, geometricMean }) => {
      const { estimate, ...rest } = orNull(geometricMean, ['estimate', 'ci', 'df']);
      return { treatment: condition, reads, median, quartiles, geometricMean: estimate, ...rest };
    }),
    ratios: ratios.map(ratioRow),
    readerLevel: ratios.flatMap(readerLevelRows),
    carryOver: isEstimated(analysis.carryOver)
      ? { effects: analysis.carryOver.effects.map((effect) => ({ ...effect, term: carryOverName(effect.term) })) }
      : { effects: [], reason: analysis.carryOver.reason },
    sensitivity: analysis.sensitivity.flatMap(({ rule, ratios: again }) =>
      again.map((one) => ({ rule, ...ratioRow(one) })),
    ),
    flagged: analysis.flagged.map(({ condition, ...read }) => ({ ...read, treatment: condition })),
    alpha,
    source: [source],
    warnings: [...warnings],
  };
}

function ratioRow({ a, b, result }: Pick<TimeRatio, 'a' | 'b' | 'result'>) {
  return { a, b, ...orNull(result, ['ratio', 'ci', 'logEstimate', 'se', 'df', 't', 'p']) };
}

function readerLevelRows({ a, b, readerLevel }: TimeRatio): TimeOutput['readerLevel'] {
  return [
    { a, b, test: 'paired t', ...orNull(readerLevel.pairedT, ['estimate', 'statistic', 'df', 'p']) },
    {
      a,
      b,
      test: 'Wilcoxon signed rank',
      estimate: null,
      df: null,
      ...orNull(readerLevel.wilcoxon, ['statistic', 'p']),
    },
  ];
}

/** `treatment aided`, `period 2`, `truth`: what a term is of, beside the level that it stands for. */
function termName(term: string, treatments: readonly string[]): string {
  return treatments.includes(term) ? `treatment ${term}` : term;
}

function carryOverName(term: string): string {
  return term.replace(/^carry-over /, 'carry-over treatment ');
}

function fixedNames(fixed: readonly { readonly term: string }[]): string[] {
  const names = fixed.map(({ term }) => term.split(' ')[0]!).filter((name) => name !== '(Intercept)');
  return names.length === 0 ? ['1'] : [...new Set(names)];
}

function inFile(group: string): string {
  return group === 'reader:condition' ? 'reader:treatment' : group;
}
