import { broken, type Rule } from './rule.js';

const limitNames = ['stacks', 'slices', 'spacingMm', 'gestationalAgeWeeks'] as const;

const limitsHaveEnds: Rule = ({ cases: { checks } }) =>
  limitNames.flatMap((name) => {
    const limits = checks?.[name];
    if (!limits) return [];
    const { min, max } = limits;
    const path = ['cases', 'checks', name];
    if (min === undefined && max === undefined)
      return broken(path, 'has neither min nor max: give one, or leave it out');
    return min !== undefined && max !== undefined && min > max
      ? broken([...path, 'min'], `is above max (${max}): no case could meet it`)
      : [];
  });

const enoughStacks: Rule = ({ cases: { stacks, checks } }) => {
  const max = checks?.stacks?.max;
  return max !== undefined && max < stacks.length
    ? broken(['cases', 'checks', 'stacks', 'max'], `is below the ${stacks.length} planes that are read`)
    : [];
};

/** What the checks of cases must be like, so that a case can meet them. */
export const caseRules: readonly Rule[] = [limitsHaveEnds, enoughStacks];
