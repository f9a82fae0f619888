/**
 * `npm run validate:deidentification`: what Lectern, dicom-anonymizer and dicognito do to the attributes of the same MR files. Nothing that another
 * removes or changes may be kept here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deidentify, parseInstance, printedTag, type Dataset, type Element } from '@lectern/dicom';
import { installPython, pythonLines } from '../intake/python.js';
import { FILES, readResults, type FileResult } from '../intake/results.js';
import { sourceFiles } from '../intake/sources.js';

type Outcome = 'kept' | 'changed' | 'emptied' | 'removed';
type Outcomes = Readonly<Record<string, Outcome>>;

const key = new Uint8Array(32).fill(6);
installPython();
const files = sample();
const compared = (await pythonLines('../deidentification/others.py', files)).map(
  (line) => JSON.parse(line) as { path: string; outcomes: Record<'dicom-anonymizer' | 'dicognito', Outcomes> },
);
const rows = new Map<
  string,
  { ours: Set<Outcome>; anonymizer: Set<Outcome>; dicognito: Set<Outcome>; rules: Set<string>; files: number }
>();
for (const { path, outcomes } of compared) {
  for (const [tag, { outcome, rule }] of ownOutcomes(path)) {
    const row = rows.get(tag) ?? {
      ...{ ours: new Set(), anonymizer: new Set(), dicognito: new Set(), rules: new Set(), files: 0 },
    };
    row.ours.add(outcome);
    if (rule) row.rules.add(rule);
    row.anonymizer.add(outcomes['dicom-anonymizer'][tag] ?? 'removed');
    row.dicognito.add(outcomes.dicognito[tag] ?? 'removed');
    row.files++;
    rows.set(tag, row);
  }
}
report();

/** The first of every directory's MR files that intake takes in. */
function sample(): string[] {
  const taken = new Set(
    readResults<FileResult>(FILES).flatMap(({ name, intake }) => (intake === 'taken' ? [name] : [])),
  );
  const first = new Map<string, string>();
  for (const { name, path } of sourceFiles()) {
    const folder = name.startsWith('pydicom') && !name.includes('dicomdirtests') ? name : name.replace(/\/[^/]*$/, '');
    if (taken.has(name) && !first.has(folder)) first.set(folder, path);
  }
  return [...first.values()];
}

/** What became of each attribute here, and by which rule; of one that was kept there is none. */
function ownOutcomes(path: string): [string, { outcome: Outcome; rule: string | undefined }][] {
  const { dataset } = parseInstance(readFileSync(path));
  const { part10, touched } = deidentify(parseInstance(readFileSync(path)), { key });
  const rules = new Map(touched.map((each) => [each.path, each.rule]));
  return [...dataset]
    .filter(([tag, element]) => !isEmpty(element) && !tag.endsWith('0000'))
    .map(([tag, element]) => [tag, { outcome: outcomeOf(element, part10.dataset, tag), rule: rules.get(tag) }]);
}

function outcomeOf(before: Element, after: Dataset, tag: string): Outcome {
  const element = after.get(tag);
  if (!element) return 'removed';
  if (isEmpty(element)) return 'emptied';
  return textOfElement(element) === textOfElement(before) ? 'kept' : 'changed';
}

function isEmpty(element: Element): boolean {
  return element.kind === 'value'
    ? element.bytes.length === 0
    : element.kind === 'sequence' && element.items.length === 0;
}

function textOfElement(element: Element): string {
  if (element.kind === 'value') return Buffer.from(element.bytes).toString('latin1').trimEnd().replace(/\0$/, '');
  if (element.kind === 'sequence')
    return element.items.map((item) => [...item.values()].map(textOfElement).join()).join(';');
  return element.fragments.map((fragment) => Buffer.from(fragment).toString('latin1')).join('');
}

/** What the others do that the rule does not allow, or leave undone. */
function others({ anonymizer, dicognito }: { anonymizer: readonly string[]; dicognito: readonly string[] }): string {
  const said = new Set([...anonymizer, ...dicognito]);
  if (said.has('kept')) return 'a value is left there';
  return said.has('changed') ? 'another value is put there' : 'as strict, another of the allowed actions there';
}

function report(): void {
  const printed = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, row]) => {
      const [ours, anonymizer, dicognito] = [row.ours, row.anonymizer, row.dicognito].map((set) => [...set].sort());
      return {
        tag,
        files: row.files,
        rules: [...row.rules].sort(),
        ours: ours!,
        anonymizer: anonymizer!,
        dicognito: dicognito!,
      };
    });
  const differing = printed.filter(
    ({ ours, anonymizer, dicognito }) => ours.join() !== anonymizer.join() || ours.join() !== dicognito.join(),
  );
  const looser = differing.filter(
    ({ ours, anonymizer, dicognito }) =>
      ours.includes('kept') && [...anonymizer, ...dicognito].some((each) => each !== 'kept'),
  );
  const why = (row: (typeof differing)[number]): string =>
    looser.includes(row) ? 'KEPT HERE' : `${row.rules.join('; ')}: ${others(row)}`;
  const text = [
    '# De-identification beside dicom-anonymizer 2.1.0 and dicognito 0.19.0',
    '',
    `Made by \`npm run validate:deidentification\`: what becomes of each attribute with a value at the top of ${compared.length} MR files (pydicom, pydicom-data, fetal cases), by the basic profile. The reason of a row is the rule that was followed here: the entry of PS3.15 Table E.1-1, or a stricter rule of our own (ADR 7).`,
    `${printed.length - differing.length} of ${printed.length} attributes have the same outcome everywhere; these differ:`,
    '',
    '| attribute | files | Lectern | dicom-anonymizer | dicognito | why |',
    '| --- | ---: | --- | --- | --- | --- |',
    ...differing.map(
      (row) =>
        `| ${printedTag(row.tag)} | ${row.files} | ${row.ours.join(', ')} | ${row.anonymizer.join(', ')} | ${row.dicognito.join(', ')} | ${why(row)} |`,
    ),
    '',
    `${printed.length} attributes of ${compared.length} files: ${looser.length} kept here that another touches (goal 0): ${looser.length === 0 ? 'met' : 'MISSED'}`,
    '',
  ].join('\n');
  writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), text);
  process.stdout.write(text);
  process.exitCode = looser.length === 0 ? 0 : 1;
}
