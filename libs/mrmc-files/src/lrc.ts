import { checkedReadings, type PlacedReading } from './checked-readings.js';
import { MrmcFileError } from './mrmc-file.error.js';
import type { RatingsFile } from './mrmc-file.js';
import { decimalNumber } from './table-row.js';

interface Line {
  readonly place: string;
  readonly text: string;
}

interface Treatment {
  readonly name: string;
  /** 1 where larger ratings are more suspicious, -1 where smaller ones are. */
  readonly sign: 1 | -1;
}

/**
 * LABMRMC's input (.lrc), which the Iowa programs read as well: a title; the first reader; the treatments' names; for
 * each L or S, as large or small ratings mean the finding; then for each reader the ratings of the normal cases, one case
 * a line and one column a treatment, up to `*`, those of the abnormal cases up to `*`, and the next reader's name or `#`.
 * Text after the ratings is a remark. Cases are known by their position: `normal 1`, `abnormal 1`.
 *
 * Where small ratings mean the finding their sign is turned, which a warning says.
 *
 * @throws MrmcFileError
 */
export function readLrc(text: string): RatingsFile {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, i): Line => ({ place: `line ${i + 1}`, text: line.trim() }))
    .filter((line, i) => i === 0 || line.text !== '');
  const treatments = readTreatments(lines[2], lines[3]);
  const placed: PlacedReading[] = [];
  const counts: (readonly [number, number])[] = [];
  let at = 1;
  while (lines[at] !== undefined && !lines[at]?.text.startsWith('#')) {
    const reader = unquoted((lines[at] as Line).text);
    const normals = readCases(lines, counts.length === 0 ? at + 3 : at + 1, { reader, positive: false, treatments });
    const abnormals = readCases(lines, normals.next, { reader, positive: true, treatments });
    placed.push(...normals.readings, ...abnormals.readings);
    counts.push([normals.cases, abnormals.cases]);
    assertSameNumbers(counts, reader, (lines[at] as Line).place);
    at = abnormals.next;
  }
  const turned = treatments.filter(({ sign }) => sign < 0).map(({ name }) => name);
  return {
    kind: 'ratings',
    format: 'lrc',
    readings: checkedReadings(placed),
    warnings: turned.map((name) => `small ratings of treatment ${name} mean the finding: their sign is turned`),
  };
}

function readTreatments(names: Line | undefined, directions: Line | undefined): Treatment[] {
  if (!names || !directions) throw new MrmcFileError('', undefined, 'the file ends before its treatments');
  const found = (names.text.match(/"[^"]*"|\S+/g) ?? []).map(unquoted);
  const signs = directions.text.split(/\s+/);
  if (signs.length !== found.length)
    throw new MrmcFileError(directions.place, undefined, `${signs.length} of L or S for ${found.length} treatments`);
  return found.map((name, t) => {
    const sign = signs[t] as string;
    if (!/^(l(arge)?|s(mall)?)$/i.test(sign))
      throw new MrmcFileError(directions.place, name, `"${sign}" is neither L nor S`);
    return { name, sign: /^l/i.test(sign) ? 1 : -1 };
  });
}

interface Block {
  readonly reader: string;
  readonly positive: boolean;
  readonly treatments: readonly Treatment[];
}

/** Cases from a line on, up to `*`. */
function readCases(
  lines: readonly Line[],
  from: number,
  { reader, positive, treatments }: Block,
): { readings: PlacedReading[]; cases: number; next: number } {
  const kind = positive ? 'abnormal' : 'normal';
  const readings: PlacedReading[] = [];
  let at = from;
  for (; lines[at]?.text !== '*'; at++) {
    const line = lines[at];
    if (line === undefined || line.text.startsWith('#'))
      throw new MrmcFileError(line?.place ?? '', undefined, `reader ${reader}: no "*" ends the ${kind} cases`);
    const cells = line.text.split(/\s+/);
    const id = `${kind} ${at - from + 1}`;
    treatments.forEach(({ name, sign }, t) => {
      const value = decimalNumber(cells[t] ?? '');
      if (value === undefined)
        throw new MrmcFileError(line.place, `treatment ${name}`, cells[t] ? `"${cells[t]}" is no number` : 'is empty');
      readings.push({
        place: line.place,
        reading: { reader, treatment: name, case: id, positive, rating: sign * value },
      });
    });
  }
  return { readings, cases: at - from, next: at + 1 };
}

/** All readers of such a file read the same cases. */
function assertSameNumbers(counts: readonly (readonly [number, number])[], reader: string, place: string): void {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return;
  const reason = `${last[0]} normal and ${last[1]} abnormal cases, the first reader has ${first[0]} and ${first[1]}`;
  throw new MrmcFileError(place, `reader ${reader}`, reason);
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1').trim();
}
