import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { intervalCell } from '@lectern/conduct';
import { type CaseMeasurement, pairedDifference, summarise } from '@lectern/inference';
import { readMeasurements } from './measure.js';

const NAMES = ['pseudo', 'supervised', 'autoencoder', 'shuffled', 'none'] as const;

/** Comparators and ablations on the same test examinations, and their paired differences to the same network trained on pseudo-haemorrhages. */
export function comparatorLines(folder: string): string[] {
  const found = NAMES.filter((name) => existsSync(join(folder, `${name}.jsonl`)));
  const all = new Map(found.map((name) => [name, readMeasurements(join(folder, `${name}.jsonl`)).cases]));
  const lines = [
    '# Comparators and ablations',
    '',
    'Equal budgets, declared in training/README.md before any of them was trained; thresholds of each fixed on the same validation normals. Stacks; 95% intervals by bootstrap over patients.',
  ];
  for (const cohort of ['internal', 'external']) {
    const of = (name: (typeof NAMES)[number]): CaseMeasurement[] =>
      (all.get(name) ?? []).filter((each) => each.case.startsWith(cohort));
    const reference = of('pseudo');
    lines.push(
      '',
      `## ${cohort}`,
      '',
      '| learned from | cases | sensitivity | specificity | AUC | Dice |',
      '| --- | --- | --- | --- | --- | --- |',
    );
    for (const name of found) {
      const { counts, stackLevel: s } = summarise(of(name));
      lines.push(
        `| ${name} | ${counts.cases.positive} / ${counts.cases.negative} | ${[s.sensitivity, s.specificity, s.auc, s.dice].map((each) => intervalCell(each)).join(' | ')} |`,
      );
    }
    lines.push('', '| pseudo less | sensitivity | specificity | AUC | Dice |', '| --- | --- | --- | --- | --- |');
    for (const name of found.filter((each) => each !== 'pseudo')) {
      const both = of(name).filter((each) => reference.some((own) => own.case === each.case));
      const paired = both.map((each) => reference.find((own) => own.case === each.case) as CaseMeasurement);
      const cells = (['sensitivity', 'specificity', 'auc', 'dice'] as const).map((figure) =>
        intervalCell(pairedDifference(paired, both, figure)),
      );
      lines.push(`| ${name} | ${cells.join(' | ')} |`);
    }
  }
  return lines;
}
