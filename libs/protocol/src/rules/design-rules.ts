import type { Protocol } from '@lectern/contracts';
import { arrangementOf, DEFAULT_WASHOUT_DAYS, periodsOf, repeatsWashoutOf, washoutOf } from '../session-plan.js';
import { broken, repeatedIds, unknownName, type BrokenRule, type Rule } from './rule.js';

const withinPath = (design: Protocol['design']): readonly string[] =>
  design.kind === 'split-plot' ? ['design', 'within'] : ['design'];
const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

const uniqueConditions: Rule = ({ conditions }) => repeatedIds(conditions, 'conditions');

const washoutIsJustified: Rule = ({ design }) => {
  const repeats = repeatsWashoutOf(design);
  const [own, again] = [washoutOf(design), design.repeats?.washout ? repeats : null];
  const short = (washout: typeof own, path: readonly string[]): BrokenRule[] =>
    washout && washout.days < DEFAULT_WASHOUT_DAYS && !washout.justification?.trim()
      ? broken(
          [...path, 'washout', 'justification'],
          `a washout of ${washout.days} days is shorter than ${DEFAULT_WASHOUT_DAYS}; write its justification or lengthen it`,
        )
      : [];
  return [...short(own, withinPath(design)), ...short(again, ['design', 'repeats'])];
};

const repeatsInOneSessionAreJustified: Rule = ({ design: { repeats } }) =>
  repeats?.place === 'same-session' && !repeats.justification?.trim()
    ? broken(
        ['design', 'repeats', 'justification'],
        'the same case twice in a session has no washout: write why, or give repeats sessions of their own',
      )
    : [];

const repeatsNameConditions: Rule = ({ design, conditions }) => {
  const named = design.repeats?.conditions;
  if (!named) return [];
  if (arrangementOf(design).kind !== 'crossover')
    return broken(
      ['design', 'repeats', 'conditions'],
      'belongs to a crossover: in this design a case has one condition, in which it is repeated; leave it out',
    );
  return namedOnce(named, ['design', 'repeats', 'conditions'], idsOf(conditions));
};

const sessionsMakePeriods: Rule = (protocol) => {
  const periods = periodsOf(protocol);
  return protocol.design.sessions % periods === 0
    ? []
    : broken(
        ['design', 'sessions'],
        `a crossover of ${periods} conditions needs ${periods} sessions or a multiple, so that a case is read in one condition a session`,
      );
};

const stagesRevealMore: Rule = ({ design, conditions }) => {
  const arrangement = arrangementOf(design);
  if (arrangement.kind !== 'sequential') return [];
  const path = [...withinPath(design), 'stages'];
  const { stages } = arrangement;
  const aided = stages.map((id) => conditions.find((condition) => condition.id === id)?.ai !== undefined);
  return [
    ...namedOnce(stages, path, idsOf(conditions)),
    ...idsOf(conditions)
      .filter((id) => !stages.includes(id))
      .flatMap((id) => broken(path, `leaves out condition '${id}', which would never be read`)),
    ...stages.flatMap((id, index) =>
      !aided[index] && aided.slice(0, index).some(Boolean)
        ? broken([...path, index], `'${id}' is unaided and follows an aided stage: what was seen stays seen`)
        : [],
    ),
  ];
};

const strataExist: Rule = ({ design, cases }) => {
  const known = ['truth', 'site', 'grade', ...idsOf(cases.attributes ?? [])];
  return namedOnce(design.stratify, ['design', 'stratify'], known, 'case attribute');
};

const attributesAreNew: Rule = ({ cases }) => [
  ...repeatedIds(cases.attributes ?? [], 'cases', 'attributes'),
  ...(cases.attributes ?? []).flatMap(({ id }, index) =>
    ['truth', 'site', 'grade', 'reader-stratum'].includes(id)
      ? broken(['cases', 'attributes', index, 'id'], `'${id}' is known already; leave it out`)
      : [],
  ),
];

const readerStrataAddUp: Rule = ({ readers: { strata, planned } }) => {
  if (!strata) return [];
  const sum = strata.reduce((total, each) => total + each.planned, 0);
  const uneven =
    sum === planned
      ? []
      : broken(['readers', 'planned'], `is ${planned}, but the strata have ${sum} readers together; make them agree`);
  return [...repeatedIds(strata, 'readers', 'strata'), ...uneven];
};

const replacementsAreCounted: Rule = ({ readers: { replacement } }) =>
  replacement?.rule === 'none' && replacement.atMost !== undefined
    ? broken(['readers', 'replacement', 'atMost'], "has no meaning where the rule is 'none'; leave it out")
    : [];

function namedOnce(
  names: readonly string[],
  path: readonly (string | number)[],
  known: readonly string[],
  kind = 'condition',
): BrokenRule[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? broken([...path, index], `'${name}' stands twice`)
      : unknownName([...path, index], name, known, kind),
  );
}

export const designRules: readonly Rule[] = [
  uniqueConditions,
  washoutIsJustified,
  repeatsInOneSessionAreJustified,
  repeatsNameConditions,
  sessionsMakePeriods,
  stagesRevealMore,
  attributesAreNew,
  strataExist,
  readerStrataAddUp,
  replacementsAreCounted,
];
