import type { LrocReading } from '@lectern/statistics';
import { EachReadOnce } from './each-read-once.js';
import { MrmcFileError } from './mrmc-file.error.js';

/** A reading and where the file has it. */
export interface PlacedReading {
  readonly place: string;
  readonly reading: LrocReading;
}

/**
 * The readings, once no read is there twice and each case has one truth and one patient.
 *
 * @throws MrmcFileError that names both places
 */
export function checkedReadings(placed: readonly PlacedReading[]): LrocReading[] {
  if (placed.length === 0) throw new MrmcFileError('', undefined, 'the file has no ratings');
  const once = new EachReadOnce();
  const cases = new Map<string, PlacedReading>();
  for (const one of placed) {
    const { reader, treatment, case: id } = one.reading;
    once.add(one.place, reader, treatment, id);
    const known = cases.get(id);
    if (known === undefined) cases.set(id, one);
    else assertSameCase(known, one);
  }
  return placed.map(({ reading }) => reading);
}

function assertSameCase(known: PlacedReading, { place, reading }: PlacedReading): void {
  if (known.reading.positive !== reading.positive)
    throw new MrmcFileError(place, 'truth', `case ${reading.case} has another truth than before (${known.place})`);
  if (known.reading.patient !== reading.patient)
    throw new MrmcFileError(place, 'patient', `case ${reading.case} has another patient than before (${known.place})`);
}
