import type { Protocol } from '@lectern/contracts';
import { arrangementOf, periodsOf, repeatsWashoutOf, washoutOf } from '../session-plan.js';
import { broken, type Rule } from './rule.js';

/** What the planned numbers come to for one reader, at the least. */
interface Sizes {
  readonly kind: ReturnType<typeof arrangementOf>['kind'];
  readonly conditions: number;
  readonly plots: number;
  readonly readers: number;
  /** Readers of a plot. */
  readonly readersTogether: number;
  /** Cases of a reader in a period. */
  readonly cases: number;
  /** Sessions of a period. */
  readonly parts: number;
  /** Into how many sets the cases of a reader are dealt, so that conditions can change places between them. */
  readonly sets: number;
}

function sizesOf({ design, conditions, readers, cases }: Protocol): Sizes {
  const arrangement = arrangementOf(design);
  const plots = design.kind === 'split-plot' ? design.plots : 1;
  const K = conditions.length;
  const rows = K % 2 === 0 ? K : 2 * K;
  const within = arrangement.kind === 'crossover' && arrangement.counterbalance === 'within-session';
  return {
    kind: arrangement.kind,
    conditions: K,
    plots,
    readers: readers.planned,
    readersTogether: Math.floor(readers.planned / plots),
    cases: Math.floor(Math.min(arrangement.casesPerReader ?? cases.planned, cases.planned) / plots),
    parts: design.sessions / periodsOf({ design, conditions }),
    sets: within ? rows : arrangement.kind === 'concurrent' ? K : 1,
  };
}

const plotsHaveReaders: Rule = (protocol) => {
  const { plots, readers } = sizesOf(protocol);
  return readers >= plots
    ? []
    : broken(['design', 'plots'], `${plots} plots need as many readers, and ${readers} are planned: plan fewer plots`);
};

const armsHaveReaders: Rule = (protocol) => {
  const { kind, readers, conditions } = sizesOf(protocol);
  return kind !== 'parallel' || readers >= conditions
    ? []
    : broken(
        ['readers', 'planned'],
        `${conditions} parallel groups need a reader each, and ${readers} ${readers === 1 ? 'is' : 'are'} planned`,
      );
};

const ordersHaveReaders: Rule = (protocol) => {
  const arrangement = arrangementOf(protocol.design);
  if (arrangement.kind !== 'crossover' || arrangement.counterbalance !== 'between-readers') return [];
  const { readersTogether, conditions, plots } = sizesOf(protocol);
  return readersTogether >= conditions
    ? []
    : broken(
        ['readers', 'planned'],
        `to balance the order of ${conditions} conditions between readers, ${plots > 1 ? 'each plot needs' : 'there must be'} at least ${conditions} readers, not ${readersTogether}: plan more, or counterbalance within sessions`,
      );
};

const sharesAreCases: Rule = ({ design, cases, readers }) => {
  const share = design.kind === 'split-plot' ? undefined : design.casesPerReader;
  if (share === undefined) return [];
  if (share > cases.planned)
    return broken(['design', 'casesPerReader'], `is more than the ${cases.planned} planned cases`);
  return share * readers.planned >= cases.planned
    ? []
    : broken(
        ['design', 'casesPerReader'],
        `${readers.planned} readers of ${share} cases leave ${cases.planned - share * readers.planned} of ${cases.planned} cases unread: raise it to ${Math.ceil(cases.planned / readers.planned)}`,
      );
};

const sessionsHaveCases: Rule = (protocol) => {
  const { cases, parts, sets } = sizesOf(protocol);
  return Math.floor(cases / sets) >= parts
    ? []
    : broken(
        ['design', 'sessions'],
        sets > 1
          ? `${cases} cases of a reader, in ${sets} sets so that conditions change places, do not fill ${parts} sessions a period: plan at least ${sets * parts} cases a reader or fewer sessions`
          : `${cases} cases of a reader do not fill ${parts} sessions: plan more cases or fewer sessions`,
      );
};

const repeatsAreCases: Rule = (protocol) => {
  const { cases } = sizesOf(protocol);
  const again = protocol.design.repeats?.cases ?? 0;
  return again <= cases ? [] : broken(['design', 'repeats', 'cases'], `is more than the ${cases} cases of a reader`);
};

/** How far apart two reads of a case can be kept, whatever is drawn. */
const separationIsPossible: Rule = (protocol) => {
  const { design } = protocol;
  if (design.separation === 0) return [];
  return [...apartOverPeriods(protocol), ...apartInRepeats(protocol), ...apartInSessions(protocol)];
};

const apartOverPeriods: Rule = (protocol) => {
  const { design } = protocol;
  if (washoutOf(design)?.days !== 0) return [];
  const { cases, sets, conditions } = sizesOf(protocol);
  const path = ['design', 'separation'];
  if (design.repeats?.place === 'same-session')
    return broken(
      path,
      'cannot be kept over sessions without a washout if cases are also repeated within a session: repeat in own sessions',
    );
  if (sets > conditions && design.order === 'blocked')
    return broken(
      path,
      `with an odd number of conditions, blocks change places from session to session, so that nothing keeps a case apart without a washout: use 'order: mixed' or a washout`,
    );
  return design.separation < cases
    ? []
    : broken(
        path,
        `${design.separation} reads cannot lie between two reads of a case where a reader has ${cases} cases a period: at most ${cases - 1}`,
      );
};

const apartInRepeats: Rule = ({ design }) => {
  const again = design.repeats?.cases ?? 0;
  return repeatsWashoutOf(design)?.days !== 0 || design.separation < again
    ? []
    : broken(
        ['design', 'separation'],
        `${design.separation} reads cannot be kept between a read and its repeat where ${again} cases are repeated without a washout: at most ${again - 1}`,
      );
};

const apartInSessions: Rule = (protocol) => {
  const { design } = protocol;
  if (design.repeats?.place !== 'same-session') return [];
  const { cases, sets, conditions, parts } = sizesOf(protocol);
  const cell = Math.floor(Math.floor(cases / sets) / parts);
  const together = design.order === 'mixed' || sets === 1 ? Math.floor(cases / parts) : cell * (sets / conditions);
  return design.separation < together
    ? []
    : broken(
        ['design', 'separation'],
        `${design.separation} reads cannot lie between a read and its repeat where ${together} cases stand together in a session: at most ${together - 1}`,
      );
};

/** Whether the planned numbers can keep what the design promises. They are the numbers that a study is frozen with. */
export const sizeRules: readonly Rule[] = [
  plotsHaveReaders,
  armsHaveReaders,
  ordersHaveReaders,
  sharesAreCases,
  sessionsHaveCases,
  repeatsAreCases,
  separationIsPossible,
];
