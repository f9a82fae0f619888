import type { CaseChecks } from '@lectern/contracts';
import type { CaseProblem } from './case-check.js';
import { severityOf } from './case-check.js';
import type { Dataset } from './dataset.js';
import type { ParsedInstance } from './instance.js';
import { textOf, textsOf } from './values.js';

/** What headers say about images that a study may not want, each finding with all its images. */
export function imageProblems(instances: readonly ParsedInstance[], checks: CaseChecks): CaseProblem[] {
  const { secondaryImages, unmarkedPixels } = checks;
  const problems: CaseProblem[] = [];
  const secondary = instances.filter(({ dataset }) => isSecondary(dataset));
  if (secondaryImages !== 'accept' && secondary.length > 0)
    problems.push({
      code: 'secondary-image',
      severity: severityOf(secondaryImages),
      tag: '00080008',
      sopInstanceUids: secondary.map(({ uids }) => uids.sopInstanceUid),
      rule: 'Images must come from the examination itself (Image Type PRIMARY), not be captured or made after it.',
      remedy: 'Export the original images of the scanner.',
    });
  const unmarked = instances.filter(({ dataset }) => textOf(dataset, '00280301') === undefined);
  if (unmarkedPixels !== 'accept' && unmarked.length > 0)
    problems.push({
      code: 'unmarked-pixels',
      severity: severityOf(unmarkedPixels),
      tag: '00280301',
      sopInstanceUids: unmarked.map(({ uids }) => uids.sopInstanceUid),
      rule: 'The header must say that no text is burned into the pixels.',
      remedy: 'Look for text in every image of the contact sheet, or export with Burned In Annotation NO.',
    });
  return [...problems, ...ageProblems(instances, checks)];
}

/** Made after the examination (PS3.3, C.7.6.1.1.2, value 2), or converted from something else (C.8.6.1). */
function isSecondary(dataset: Dataset): boolean {
  return textsOf(dataset, '00080008')[1]?.toUpperCase() === 'SECONDARY' || textOf(dataset, '00080064') !== undefined;
}

/** Weeks from the last menstrual period (0010,21D0) to the study; undefined where the header does not say. */
export function gestationalAgeWeeks(dataset: Dataset): number | undefined {
  const [from, to] = ['001021D0', '00080020'].map((tag) => dayOf(textOf(dataset, tag)));
  if (from === undefined || to === undefined) return undefined;
  const weeks = (to - from) / 7;
  return weeks > 0 && weeks < 60 ? weeks : undefined;
}

function ageProblems(instances: readonly ParsedInstance[], { gestationalAgeWeeks: limits }: CaseChecks): CaseProblem[] {
  const [first] = instances;
  const weeks = first && gestationalAgeWeeks(first.dataset);
  const rule = limits && weeks !== undefined ? brokenAgeRule(weeks, limits) : null;
  if (!limits || rule === null) return [];
  const remedy = 'Choose an examination within the limits, or correct the date in the header.';
  return [{ code: 'gestational-age', severity: severityOf(limits.otherwise), tag: '001021D0', rule, remedy }];
}

/** The rule that a gestational age breaks, with both; null where it is within. */
export function brokenAgeRule(
  weeks: number,
  { min = 0, max = Infinity }: NonNullable<CaseChecks['gestationalAgeWeeks']>,
): string | null {
  if (weeks >= min && weeks <= max) return null;
  const wanted = max === Infinity ? `at least ${min}` : min === 0 ? `at most ${max}` : `${min} to ${max}`;
  return `The gestational age must be ${wanted} weeks; it is ${weeks.toFixed(1)}.`;
}

/** Days since 1970 of a DICOM date; undefined of anything else. */
function dayOf(date: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
