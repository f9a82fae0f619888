import { cellOf, type ReaderStudy } from '../data/reader-study.js';
import type { CaseClass } from '../figures/figure.js';

/**
 * Who read what, as the analyses tell it apart:
 * - crossed: all readers read all cases under all treatments;
 * - split-plot: each group of readers has cases of its own, and reads them under all treatments;
 * - cases-nested-in-readers: the same, each group one reader;
 * - cases-nested-in-treatments: each treatment has cases of its own, which all readers read;
 * - readers-nested-in-treatments: each reader reads under one treatment only;
 * - incomplete: all readers read under all treatments, but not the same cases;
 * - irregular: some reader never read under some treatment.
 */
export type StudyDesign =
  | 'crossed'
  | 'split-plot'
  | 'cases-nested-in-readers'
  | 'cases-nested-in-treatments'
  | 'readers-nested-in-treatments'
  | 'incomplete'
  | 'irregular';

/** @param dependsOn only cases of this class are looked at */
export function designOf(study: ReaderStudy, dependsOn: CaseClass = 'both'): StudyDesign {
  const patterns = readingPatterns(study, dependsOn);
  const { readers, treatments } = study;
  const occupied = (t: number, r: number): boolean => patterns.some((pattern) => pattern[cellOf(study, t, r)] === '1');
  const under = readers.map((_, r) => treatments.filter((_, t) => occupied(t, r)).length);
  if (under.every((count) => count === 1) && treatments.length > 1) return 'readers-nested-in-treatments';
  if (under.some((count) => count < treatments.length)) return 'irregular';
  if (patterns.every((pattern) => !pattern.includes('0'))) return 'crossed';
  return nestingOf(study, patterns);
}

function nestingOf({ readers, treatments }: ReaderStudy, patterns: readonly string[]): StudyDesign {
  const rows = patterns.map((pattern) =>
    treatments.map((_, t) => pattern.slice(t * readers.length, (t + 1) * readers.length)),
  );
  const all = '1'.repeat(readers.length);
  const none = '0'.repeat(readers.length);
  const oneTreatment = rows.every(
    (row) => row.filter((of) => of === all).length === 1 && row.every((of) => of === all || of === none),
  );
  if (oneTreatment) return 'cases-nested-in-treatments';
  if (rows.some((row) => row.some((of) => of !== row[0]))) return 'incomplete';
  const groups = [...new Set(rows.map((row) => row[0]!))];
  const together = readers.map((_, r) => groups.filter((group) => group[r] === '1').length);
  if (together.some((count) => count !== 1)) return 'incomplete';
  return groups.length === readers.length ? 'cases-nested-in-readers' : 'split-plot';
}

/** For each case a text of 0 and 1 by cell; each text once, so that large studies stay cheap. */
function readingPatterns(study: ReaderStudy, dependsOn: CaseClass): string[] {
  const cells = study.readers.length * study.treatments.length;
  const n = study.cases.length;
  const patterns = new Set<string>();
  for (let c = 0; c < n; c++) {
    if (dependsOn !== 'both' && study.cases[c]!.positive !== (dependsOn === 'positive')) continue;
    let pattern = '';
    for (let cell = 0; cell < cells; cell++) pattern += study.read[cell * n + c] === 1 ? '1' : '0';
    patterns.add(pattern);
  }
  return [...patterns].filter((pattern) => pattern.includes('1'));
}
