import type { FrocCase, FrocRead } from '@lectern/statistics';
import { checkedReadings, type PlacedReading } from './checked-readings.js';
import { MrmcFileError } from './mrmc-file.error.js';
import type { FrocFile, MrmcFile, RatingsFile } from './mrmc-file.js';
import { readRjafrocSheets, type RjafrocSheets, type SheetRow } from './rjafroc-sheets.js';

/** A case of the sheet TRUTH, and who was to read it under what. */
interface TrueCase {
  readonly id: string;
  readonly lesions: Map<string, number>;
  readonly readers: readonly string[];
  readonly treatments: readonly string[];
}

/**
 * RJafroc's workbook (.xlsx): sheets TRUTH, FP and TP. The paradigm ROC gives ratings; FROC and LROC give marks, in which
 * a case without any was read and not marked. Lesion 0 is a case without the finding; weights that are all 0 are equal.
 *
 * @throws MrmcFileError, also for designs other than FCTRL: readers and treatments crossed
 */
export async function readRjafroc(bytes: ArrayBuffer): Promise<MrmcFile> {
  const sheets = await readRjafrocSheets(bytes);
  const [first, second] = sheets.truth;
  if (!first) throw new MrmcFileError('sheet TRUTH', undefined, 'has no cases');
  const paradigm = first.text('Paradigm').toUpperCase();
  const design = second?.optional('Paradigm')?.toUpperCase() ?? 'FCTRL';
  if (second && !['FCTRL', 'CROSSED'].includes(design))
    throw second.refusal('Paradigm', `the design ${design} is not read; FCTRL is`);
  const cases = trueCases(sheets.truth);
  if (paradigm === 'ROC') return ratingsOf(sheets, cases);
  if (paradigm === 'FROC' || paradigm === 'LROC') return marksOf(sheets, cases);
  throw first.refusal('Paradigm', `"${paradigm}" is none of ROC, FROC, LROC`);
}

function trueCases(rows: readonly SheetRow[]): Map<string, TrueCase> {
  const cases = new Map<string, TrueCase>();
  for (const row of rows) {
    const id = row.text('CaseID');
    const lesion = row.text('LesionID');
    const isNew = !cases.has(id);
    const known = cases.get(id) ?? {
      id,
      lesions: new Map<string, number>(),
      readers: listed(row.text('ReaderID')),
      treatments: listed(row.text('ModalityID')),
    };
    const weight = row.number('Weight');
    if (weight < 0) throw row.refusal('Weight', `${weight} is negative`);
    const contradicts = lesion === '0' ? !isNew : !isNew && known.lesions.size === 0;
    if (contradicts || known.lesions.has(lesion))
      throw row.refusal('LesionID', `case ${id}, lesion ${lesion} does not fit what was said before`);
    if (lesion !== '0') known.lesions.set(lesion, weight);
    cases.set(id, known);
  }
  return cases;
}

function ratingsOf({ falsePositives, truePositives }: RjafrocSheets, cases: Map<string, TrueCase>): RatingsFile {
  const reading = (row: SheetRow, positive: boolean): PlacedReading => {
    const { reader, treatment, of } = readOf(row, cases);
    if (of.lesions.size > 0 !== positive)
      throw row.refusal('CaseID', `case ${of.id} is ${positive ? 'without' : 'with'} the finding in sheet TRUTH`);
    const rating = row.number(positive ? 'TP_Rating' : 'FP_Rating');
    return { place: row.place, reading: { reader, treatment, case: of.id, positive, rating } };
  };
  const placed = [
    ...falsePositives.map((row) => reading(row, false)),
    ...truePositives.map((row) => reading(row, true)),
  ];
  const expected = [...cases.values()].reduce(
    (sum, { readers, treatments }) => sum + readers.length * treatments.length,
    0,
  );
  const readings = checkedReadings(placed);
  const missing = expected - readings.length;
  const warnings = missing > 0 ? [`${missing} reads of sheet TRUTH have no rating: they count as not read`] : [];
  return { kind: 'ratings', format: 'rjafroc', readings: inOrder(readings, cases), warnings };
}

function marksOf({ falsePositives, truePositives }: RjafrocSheets, cases: Map<string, TrueCase>): FrocFile {
  const reads = new Map<string, { -readonly [K in keyof FrocRead]: FrocRead[K] }>();
  const key = (...parts: string[]): string => parts.join('\u0000');
  for (const { id, readers, treatments } of cases.values())
    for (const treatment of treatments)
      for (const reader of readers)
        reads.set(key(reader, treatment, id), { reader, treatment, case: id, lesions: [], nonLesions: [] });
  for (const row of truePositives) {
    const { reader, treatment, of } = readOf(row, cases);
    const lesion = row.text('LesionID');
    if (!of.lesions.has(lesion)) throw row.refusal('LesionID', `case ${of.id} has no lesion ${lesion} in sheet TRUTH`);
    const read = reads.get(key(reader, treatment, of.id))!;
    read.lesions = [...read.lesions, { id: lesion, rating: row.number('TP_Rating') }];
  }
  for (const row of falsePositives) {
    const { reader, treatment, of } = readOf(row, cases);
    const read = reads.get(key(reader, treatment, of.id))!;
    read.nonLesions = [...read.nonLesions, row.number('FP_Rating')];
  }
  return {
    kind: 'froc',
    format: 'rjafroc',
    cases: [...cases.values()].map(frocCase),
    reads: [...reads.values()],
    warnings: [],
  };
}

function frocCase({ id, lesions }: TrueCase): FrocCase {
  const unweighted = [...lesions.values()].every((weight) => weight === 0);
  return { id, lesions: [...lesions].map(([lesion, weight]) => ({ id: lesion, weight: unweighted ? 1 : weight })) };
}

/** Whose mark or rating a row is, once the sheet TRUTH knows of it. */
function readOf(row: SheetRow, cases: Map<string, TrueCase>): { reader: string; treatment: string; of: TrueCase } {
  const of = cases.get(row.text('CaseID'));
  if (!of) throw row.refusal('CaseID', `case ${row.text('CaseID')} is not in sheet TRUTH`);
  const [reader, treatment] = [row.text('ReaderID'), row.text('ModalityID')];
  if (!of.readers.includes(reader))
    throw row.refusal('ReaderID', `"${reader}" does not read case ${of.id} in sheet TRUTH`);
  if (!of.treatments.includes(treatment))
    throw row.refusal('ModalityID', `"${treatment}" is not among those of case ${of.id} in sheet TRUTH`);
  return { reader, treatment, of };
}

/** Readers and treatments in the order in which the sheet TRUTH lists them, not that of the first rating. */
function inOrder(readings: RatingsFile['readings'], cases: Map<string, TrueCase>): RatingsFile['readings'] {
  const places = (names: (of: TrueCase) => readonly string[]): Map<string, number> =>
    new Map([...new Set([...cases.values()].flatMap(names))].map((name, i) => [name, i]));
  const [readers, treatments] = [places((of) => of.readers), places((of) => of.treatments)];
  const rank = ({ reader, treatment }: { reader: string; treatment: string }): number =>
    treatments.get(treatment)! * readers.size + readers.get(reader)!;
  return [...readings].sort((a, b) => rank(a) - rank(b));
}

function listed(names: string): string[] {
  return names.split(',').map((name) => name.trim());
}
