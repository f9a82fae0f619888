import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intervalCell } from '@lectern/conduct';
import { type CaseMeasurement, pairedDifference, summarise } from '@lectern/inference';
import { z } from 'zod';
import { readMeasurements } from './measure.js';

/** Trained for 800 steps: held against `pseudo`. */
const SHORT = ['pseudo', 'supervised', 'autoencoder', 'shuffled', 'none'] as const;
/** Trained for the shipped model's 4,000 steps: held against it. */
const LONG = ['supervised-4000', 'autoencoder-4000'] as const;
const FIGURES = ['sensitivity', 'specificity', 'auc', 'dice'] as const;

/** What package_model.py says of a training and of its thresholds. */
const validationSchema = z.object({
  operatingThreshold: z.number(),
  stackThreshold: z.number(),
  stacks: z.object({ specificity: z.number(), pseudoSensitivity: z.number(), pseudoAuc: z.number() }),
  training: z.object({ steps: z.number(), seconds: z.number() }),
});

interface Comparator {
  readonly name: string;
  readonly cases: readonly CaseMeasurement[];
}

/**
 * Comparators and ablations on the same test examinations, with paired differences to what learned from pseudo-haemorrhages for as many steps.
 *
 * @param folder holds `<name>.jsonl` and `<name>.validation.json` of each, as training/comparators.sh writes them
 * @param planned examinations of each cohort that the comparison was declared on
 */
export function comparatorLines(folder: string, shipped: readonly CaseMeasurement[], planned: number): string[] {
  const found = [...SHORT, ...LONG].filter((name) => existsSync(join(folder, `${name}.jsonl`)));
  const measured = found.map((name) => readMeasurements(join(folder, `${name}.jsonl`)).cases);
  const inAll = (each: CaseMeasurement): boolean =>
    [...measured, shipped].every((cases) => cases.some((own) => own.case === each.case));
  const comparators = found.map((name, at): Comparator => ({ name, cases: (measured[at] ?? []).filter(inAll) }));
  const longer = { name: 'shipped', cases: shipped.filter(inAll) };
  return [
    '# Comparators and ablations',
    '',
    `Declared in training/README.md before they were trained, with equal budgets; thresholds of each fixed on the same validation normals. ${longer.cases.length} of ${2 * planned} test examinations are measured by all. Stacks; 95% intervals by bootstrap over patients. \`shipped\` is the packaged model, which learned as \`pseudo\` did, for 4,000 steps instead of 800. \`supervised\` learned from haemorrhages of the generator that the tests come from, of hospital A and other seeds.`,
    ...trainingLines(folder, found),
    ...['internal', 'external'].flatMap((cohort) => cohortLines(cohort, [...comparators, longer])),
  ];
}

function trainingLines(folder: string, names: readonly string[]): string[] {
  return [
    '',
    '## On validation: pseudo-haemorrhages drawn into validation normals, stacks',
    '',
    '| learned from | steps | seconds | specificity | sensitivity | AUC |',
    '| --- | --- | --- | --- | --- | --- |',
    ...names.map((name) => {
      const text = readFileSync(join(folder, `${name}.validation.json`), 'utf8');
      const { training, stacks: s } = validationSchema.parse(JSON.parse(text));
      const figures = [s.specificity, s.pseudoSensitivity, s.pseudoAuc].map((each) => each.toFixed(3));
      return `| ${[name, training.steps, training.seconds, ...figures].join(' | ')} |`;
    }),
  ];
}

function cohortLines(cohort: string, comparators: readonly Comparator[]): string[] {
  const own = comparators.map(({ name, cases }) => ({
    name,
    cases: cases.filter((each) => each.case.startsWith(cohort)),
  }));
  return [
    '',
    `## ${cohort}`,
    '',
    '| learned from | cases | sensitivity | specificity | AUC | Dice |',
    '| --- | --- | --- | --- | --- | --- |',
    ...own.map(({ name, cases }) => {
      const { counts, stackLevel } = summarise(cases);
      const cells = FIGURES.map((figure) => intervalCell(stackLevel[figure]));
      return `| ${[name, `${counts.cases.positive} / ${counts.cases.negative}`, ...cells].join(' | ')} |`;
    }),
    ...differenceLines('pseudo', SHORT, own),
    ...differenceLines('shipped', LONG, own),
  ];
}

function differenceLines(reference: string, against: readonly string[], comparators: readonly Comparator[]): string[] {
  const first = comparators.find(({ name }) => name === reference);
  const others = comparators.filter(({ name }) => name !== reference && against.includes(name));
  if (!first || others.length === 0) return [];
  return [
    '',
    `| ${reference} less | sensitivity | specificity | AUC | Dice |`,
    '| --- | --- | --- | --- | --- |',
    ...others.map(({ name, cases }) => {
      const paired = cases.map((each) => first.cases.find((own) => own.case === each.case) as CaseMeasurement);
      return `| ${[name, ...FIGURES.map((figure) => intervalCell(pairedDifference(paired, cases, figure)))].join(' | ')} |`;
    }),
  ];
}
