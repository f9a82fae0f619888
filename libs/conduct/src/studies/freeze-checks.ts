import type { FreezeCheck } from '@lectern/contracts';
import { brokenAgeRule } from '@lectern/dicom';
import type { CrossedPart, ListedCase } from '@lectern/records';
import { agesOf } from '../cases/gestational-age.js';
import { check } from './freeze-check.js';
import { independenceChecks } from './independence-checks.js';
import { lesionsCheck } from './lesions-check.js';
import { sizingCheck } from './sizing-check.js';
import { modelsOf, readyCases, resultOf, studyCases, type StudyPlan } from './study-plan.js';

/**
 * What must hold before a study can be frozen, and whether it does.
 *
 * @param crossed persons who have the other part in another study of the same patients
 */
export function freezeChecks(plan: StudyPlan, crossed: readonly CrossedPart[]): FreezeCheck[] {
  return [
    casesReady(plan),
    ...casesSeen(plan),
    distinctCases(plan),
    stacksPresent(plan),
    ...gestationalAges(plan),
    referenceStandard(plan),
    bothClasses(plan),
    ...lesionsCheck(plan),
    ...aiResults(plan),
    ...heatMaps(plan),
    ...independenceChecks(plan, crossed),
    ...preparationCases(plan),
    readersInvited(plan),
    ...readersOfStrata(plan),
    ...sizingCheck(plan),
  ];
}

function casesReady(plan: StudyPlan): FreezeCheck {
  const { planned } = plan.protocol.cases;
  const ready = studyCases(plan.cases).length;
  const underway = plan.cases.filter((listed) => listed.case.state === 'received').length;
  const waiting = plan.cases.filter((listed) => listed.case.state === 'stored').length;
  return check(
    'cases-ready',
    `${ready} of ${planned} planned cases are ready${underway ? `, ${underway} are being taken in` : ''}`,
    ready === planned && underway + waiting === 0,
    ready > planned
      ? 'There are more cases than planned: change the plan or leave cases out.'
      : 'Upload the missing cases, and look at those that were refused.',
  );
}

/** Somebody looked at every case, or accepted it with a reason. */
function casesSeen(plan: StudyPlan): FreezeCheck[] {
  const waiting = plan.cases.filter((listed) => listed.case.state === 'stored');
  const named = waiting.slice(0, 10).map(({ sourceLabel }) => sourceLabel);
  if (plan.cases.length === 0) return [];
  return [
    check(
      'cases-looked-at',
      `${waiting.length} of ${plan.cases.length} cases wait for a look at their contact sheet`,
      waiting.length === 0,
      `Look at them, or accept them with a reason: ${named.join(', ')}${waiting.length > named.length ? ' ...' : ''}.`,
    ),
  ];
}

function distinctCases(plan: StudyPlan): FreezeCheck {
  const byPixels = Map.groupBy(readyCases(plan.cases), (listed) => listed.case.pixelHash ?? listed.caseId);
  const same = [...byPixels.values()].filter((cases) => cases.length > 1);
  const named = same.map((cases) => cases.map(({ sourceLabel }) => sourceLabel).join(' = '));
  return check(
    'distinct-cases',
    'No case is in the study twice',
    same.length === 0,
    `The same images: ${named.join('; ')}.`,
  );
}

function stacksPresent(plan: StudyPlan): FreezeCheck {
  const wanted = plan.protocol.cases.stacks;
  const lacking = readyCases(plan.cases).filter(
    (listed) => !wanted.every((orientation) => listed.case.stacks.some((stack) => stack.orientation === orientation)),
  );
  return check(
    'stacks-present',
    `Every case has its stacks: ${wanted.join(', ')}`,
    lacking.length === 0,
    `Cases without all stacks: ${lacking.map(({ sourceLabel }) => sourceLabel).join(', ')}.`,
  );
}

/** Where the protocol limits it: known of every case, and within where it is no mere flag. */
function gestationalAges(plan: StudyPlan): FreezeCheck[] {
  const limits = plan.protocol.cases.checks?.gestationalAgeWeeks;
  if (!limits) return [];
  const weeksOf = agesOf(plan.reference);
  const ready = readyCases(plan.cases);
  const unknown = ready.filter((listed) => weeksOf(listed) === null);
  const outside = ready.filter((listed) => brokenAgeRule(weeksOf(listed) ?? limits.min ?? limits.max ?? 0, limits));
  const named = (cases: readonly ListedCase[]): string => cases.map(({ sourceLabel }) => sourceLabel).join(', ');
  return [
    check(
      'gestational-age',
      `Gestational age is known of every case; ${outside.length} of ${ready.length} are outside the limits`,
      unknown.length === 0 && (outside.length === 0 || limits.otherwise === 'flag'),
      unknown.length > 0
        ? `Not known of: ${named(unknown)}. Give it with the reference standard (column ga_weeks).`
        : `Outside: ${named(outside)}. Leave these cases out, or change the plan.`,
    ),
  ];
}

function referenceStandard(plan: StudyPlan): FreezeCheck {
  const known = new Set(plan.reference?.rows.map(({ caseId }) => caseId));
  const lacking = readyCases(plan.cases).filter(({ caseId }) => !known.has(caseId));
  const leftOut = plan.protocol.analysis.estimand?.uninterpretableTruth === 'leave-out';
  const wanted = leftOut ? lacking.filter(({ purpose }) => purpose !== 'study') : lacking;
  return check(
    'reference-standard',
    leftOut
      ? `${known.size} cases have a reference standard; ${lacking.length} without are read and left out of the analysis`
      : 'Every case has a reference standard',
    plan.reference !== null && wanted.length === 0,
    plan.reference
      ? `Cases without: ${wanted.map(({ sourceLabel }) => sourceLabel).join(', ')}. Import the whole table again.`
      : 'Import the reference standard.',
  );
}

function bothClasses(plan: StudyPlan): FreezeCheck {
  const ready = new Set(studyCases(plan.cases).map(({ caseId }) => caseId));
  const rows = plan.reference?.rows.filter(({ caseId }) => ready.has(caseId)) ?? [];
  return check(
    'both-classes',
    'There are cases with the finding and cases without it',
    rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive),
    'Without both, neither sensitivity with specificity nor a ROC curve can be had: add cases.',
  );
}

function aiResults(plan: StudyPlan): FreezeCheck[] {
  const ready = readyCases(plan.cases);
  return modelsOf(plan.protocol).map((model) => {
    const results = ready.map(({ caseId }) => resultOf(plan.results, caseId, model));
    const pending = results.filter((result) => result === null).length;
    const failed = results.filter((result) => result?.state === 'failed').length;
    return check(
      `ai-results-${model.model}-${model.version}`,
      `${results.length - pending} of ${results.length} cases have their AI result of ${model.model} ${model.version}` +
        (failed ? `; for ${failed} it is unavailable and will be shown so` : ''),
      pending === 0,
      `Wait for ${pending} more. Is the model in the models folder, and a worker running?`,
    );
  });
}

/** Where a condition shows heat maps, no result may be older than they are: it would show none where others do. */
function heatMaps(plan: StudyPlan): FreezeCheck[] {
  const models = plan.protocol.conditions.flatMap(({ ai }) => (ai?.shows.includes('heat-map') ? [ai] : []));
  if (models.length === 0) return [];
  const lacking = readyCases(plan.cases).filter(({ caseId }) =>
    models.some((model) => {
      const kinds = resultOf(plan.results, caseId, model)?.segmentations.map(({ kind }) => kind) ?? [];
      return kinds.includes('segmentation') && !kinds.includes('heat-map');
    }),
  );
  return [
    check(
      'heat-maps',
      'AI results have the heat maps that are shown',
      lacking.length === 0,
      `Computed before heat maps were kept: ${lacking.map(({ sourceLabel }) => sourceLabel).join(', ')}. Upload these cases again, or show the segmentation.`,
    ),
  ];
}

/** As many cases set apart for training and qualification as the protocol says. */
function preparationCases(plan: StudyPlan): FreezeCheck[] {
  return (['training', 'qualification'] as const).flatMap((phase) => {
    const planned = plan.protocol[phase]?.cases ?? 0;
    const ready = readyCases(plan.cases).filter(({ purpose }) => purpose === phase).length;
    if (planned === 0 && ready === 0) return [];
    return check(
      `${phase}-cases`,
      `${ready} of ${planned} planned cases are set apart for ${phase}`,
      ready === planned,
      `Name the purpose of cases in the reference standard (column 'purpose': ${phase}), as many as planned.`,
    );
  });
}

/** As many readers of each stratum as the protocol says. */
function readersOfStrata({ protocol, readers }: StudyPlan): FreezeCheck[] {
  const strata = protocol.readers.strata ?? [];
  const known = readers.filter(({ state }) => state !== 'withdrawn');
  const wrong = strata
    .map(({ id, planned }) => ({ id, planned, invited: known.filter(({ stratum }) => stratum === id).length }))
    .filter(({ planned, invited }) => planned !== invited);
  return strata.length === 0
    ? []
    : [
        check(
          'readers-of-strata',
          'Every stratum has its planned readers',
          wrong.length === 0,
          `${wrong.map(({ id, planned, invited }) => `${id}: ${invited} of ${planned}`).join('; ')}. Invite readers with their stratum.`,
        ),
      ];
}

function readersInvited(plan: StudyPlan): FreezeCheck {
  const { planned } = plan.protocol.readers;
  const invited = plan.readers.filter(({ state }) => state !== 'withdrawn').length;
  return check(
    'readers-invited',
    `${invited} of ${planned} planned readers are invited`,
    invited === planned,
    invited > planned ? 'There are more readers than planned: change the plan.' : 'Invite the missing readers.',
  );
}
