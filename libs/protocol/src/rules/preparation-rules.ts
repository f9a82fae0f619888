import { arrangementOf } from '../session-plan.js';
import { broken, repeatedIds, unknownName, type Rule } from './rule.js';

const preparationNamesConditions: Rule = (protocol) =>
  (['training', 'qualification'] as const).flatMap((phase) => {
    const named = protocol[phase]?.conditions;
    if (!named) return [];
    if (arrangementOf(protocol.design).kind === 'sequential')
      return broken([phase, 'conditions'], 'cases are read in the stages of the design; leave it out');
    const known = protocol.conditions.map(({ id }) => id);
    return named.flatMap((id, index) => unknownName([phase, 'conditions', index], id, known, 'condition'));
  });

const qualificationAsksADecision: Rule = ({ qualification, questions }) =>
  qualification
    ? unknownName(
        ['qualification', 'pass', 'question'],
        qualification.pass.question,
        questions.filter(({ kind, when }) => kind === 'decision' && !when).map(({ id }) => id),
        'decision question that is always asked',
      )
    : [];

const uniqueDocuments: Rule = ({ documents }) => repeatedIds(documents ?? [], 'documents');

const focusIsAStack: Rule = ({ hanging, cases }) =>
  hanging?.focus ? unknownName(['hanging', 'focus'], hanging.focus, cases.stacks, 'stack of the cases') : [];

const keysDiffer: Rule = ({ keys }) =>
  Object.entries(keys ?? {}).flatMap(([act, key], index, all) =>
    all.findIndex(([, other]) => other === key) < index ? broken(['keys', act], `${key} has another act already`) : [],
  );

const breaksAreWhole: Rule = ({ pace }) =>
  pace && (pace.breakAfterMinutes === undefined) !== (pace.breakMinutes === undefined)
    ? broken(['pace'], 'breakAfterMinutes and breakMinutes say one thing together: give both or none')
    : [];

export const preparationRules: readonly Rule[] = [
  preparationNamesConditions,
  qualificationAsksADecision,
  uniqueDocuments,
  focusIsAStack,
  keysDiffer,
  breaksAreWhole,
];
