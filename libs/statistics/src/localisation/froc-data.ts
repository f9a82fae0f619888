import { InvalidStudyData, type ReaderStudy, type StudyCase } from '../data/index.js';

/** Not marked: below every rating. Two unmarked ones tie. */
export const UNMARKED = -Infinity;

/**
 * Free-response reads: any number of rated marks on each case, each on a lesion or elsewhere.
 * Lesions are numbered case by case; those of case c are `lesionStart[c]` up to, not including, `lesionStart[c + 1]`.
 */
export interface FrocData extends ReaderStudy {
  readonly lesionStart: Int32Array;
  /** By lesion; within a case they sum to 1. */
  readonly lesionWeights: Float64Array;
  /** By `cell * lesions + lesion`: the highest rating of the lesion, UNMARKED where it was not marked. */
  readonly lesionRatings: Float64Array;
  /** By `cell * cases.length + case`: ratings of the marks that are on no lesion. */
  readonly nonLesions: readonly (readonly number[])[];
}

/** A case with its lesions; none: the case is without the finding. */
export interface FrocCase {
  readonly id: string;
  readonly lesions: readonly { readonly id: string; /** 1, unless given */ readonly weight?: number }[];
  /** The case's own id, unless given. */
  readonly patient?: string;
}

/** One read of one case, also one without any mark. */
export interface FrocRead {
  readonly reader: string;
  readonly treatment: string;
  readonly case: string;
  /** Marks on a lesion, by its id. The highest of several counts. */
  readonly lesions: readonly { readonly id: string; readonly rating: number }[];
  readonly nonLesions: readonly number[];
}

/**
 * Readers and treatments keep the order of their first read, cases that of the list. Weights are scaled to sum to 1 in
 * each case.
 *
 * @throws InvalidStudyData for no reads, an unknown case or lesion, a read given twice, a case listed twice, a rating that
 *   is not finite or weights that are not positive
 */
export function frocData(cases: readonly FrocCase[], reads: readonly FrocRead[]): FrocData {
  if (reads.length === 0) throw new InvalidStudyData('no reads');
  const table = numberCases(cases);
  const readers = [...new Set(reads.map((read) => read.reader))];
  const treatments = [...new Set(reads.map((read) => read.treatment))];
  const cells = readers.length * treatments.length;
  const read = new Uint8Array(cells * cases.length);
  const lesionRatings = new Float64Array(cells * table.weights.length).fill(UNMARKED);
  const nonLesions: (readonly number[])[] = Array.from({ length: cells * cases.length }, () => []);
  for (const one of reads) {
    const cell = treatments.indexOf(one.treatment) * readers.length + readers.indexOf(one.reader);
    const name = `reader ${one.reader}, treatment ${one.treatment}, case ${one.case}`;
    const c = table.numbers.get(one.case);
    if (c === undefined) throw new InvalidStudyData(`${name}: no such case`);
    const at = cell * cases.length + c;
    if (read[at] === 1) throw new InvalidStudyData(`${name} is there twice`);
    read[at] = 1;
    nonLesions[at] = one.nonLesions.map((rating) => finite(rating, name));
    for (const mark of one.lesions) {
      const lesion = (cases[c] as FrocCase).lesions.findIndex((candidate) => candidate.id === mark.id);
      if (lesion < 0) throw new InvalidStudyData(`${name}: no lesion ${mark.id}`);
      const slot = cell * table.weights.length + (table.start[c] as number) + lesion;
      lesionRatings[slot] = Math.max(lesionRatings[slot] as number, finite(mark.rating, name));
    }
  }
  const study = { readers, treatments, cases: table.cases, read };
  return { ...study, lesionStart: table.start, lesionWeights: table.weights, lesionRatings, nonLesions };
}

/** One mark of a table in which unmarked reads are absent; no lesion: the mark is on none. */
export interface FrocMark {
  readonly reader: string;
  readonly treatment: string;
  readonly case: string;
  readonly lesion?: string;
  readonly rating: number;
}

/** The reads behind a table of marks, for studies in which every reader read every case under every treatment. */
export function crossedReads(cases: readonly FrocCase[], marks: readonly FrocMark[]): FrocRead[] {
  const readers = [...new Set(marks.map((mark) => mark.reader))];
  const treatments = [...new Set(marks.map((mark) => mark.treatment))];
  const byRead = new Map<string, FrocMark[]>();
  const key = (reader: string, treatment: string, id: string) => JSON.stringify([reader, treatment, id]);
  for (const mark of marks) {
    const name = key(mark.reader, mark.treatment, mark.case);
    byRead.set(name, [...(byRead.get(name) ?? []), mark]);
  }
  return treatments.flatMap((treatment) =>
    readers.flatMap((reader) =>
      cases.map(({ id }) => {
        const own = byRead.get(key(reader, treatment, id)) ?? [];
        return {
          reader,
          treatment,
          case: id,
          lesions: own.flatMap(({ lesion, rating }) => (lesion === undefined ? [] : [{ id: lesion, rating }])),
          nonLesions: own.filter(({ lesion }) => lesion === undefined).map(({ rating }) => rating),
        };
      }),
    ),
  );
}

/** Number of lesions of all cases. */
export function lesionCount(study: FrocData): number {
  return study.lesionWeights.length;
}

interface NumberedCases {
  readonly cases: readonly StudyCase[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly start: Int32Array;
  readonly weights: Float64Array;
}

function numberCases(cases: readonly FrocCase[]): NumberedCases {
  const numbers = new Map(cases.map(({ id }, c) => [id, c]));
  if (numbers.size < cases.length) throw new InvalidStudyData('a case is listed twice');
  const start = new Int32Array(cases.length + 1);
  cases.forEach(({ lesions }, c) => (start[c + 1] = (start[c] as number) + lesions.length));
  return {
    cases: cases.map(({ id, lesions, patient }) => ({ id, positive: lesions.length > 0, patient: patient ?? id })),
    numbers,
    start,
    weights: Float64Array.from(cases.flatMap(weightsOf)),
  };
}

function weightsOf({ id, lesions }: FrocCase): number[] {
  const weights = lesions.map((lesion) => lesion.weight ?? 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (lesions.length > 0 && !(weights.every((weight) => weight >= 0) && sum > 0 && Number.isFinite(sum)))
    throw new InvalidStudyData(`case ${id}: weights ${weights.join(', ')}`);
  if (new Set(lesions.map((lesion) => lesion.id)).size < lesions.length)
    throw new InvalidStudyData(`case ${id}: a lesion is listed twice`);
  return weights.map((weight) => weight / sum);
}

function finite(rating: number, name: string): number {
  if (!Number.isFinite(rating)) throw new InvalidStudyData(`${name}: rating ${rating} is no number`);
  return rating;
}
