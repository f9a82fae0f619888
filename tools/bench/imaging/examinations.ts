import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Dataset, derivedUid, isUid, readPart10, textOf, writePart10 } from '@lectern/dicom';
import { folderCases, phantomCases } from '../../demo/demo-cases.js';

/** An examination as it is sent: series by series. */
export interface SentExamination {
  readonly label: string;
  readonly series: readonly (readonly Uint8Array[])[];
}

const givenCases = fileURLToPath(new URL('../../../../shared/data/fetal-cases', import.meta.url));

/** The examinations that are at hand, or phantoms where none are, so often over, each time under other UIDs. */
export function examinations(times: number): { readonly from: string; readonly examinations: SentExamination[] } {
  const isGiven = existsSync(givenCases);
  const cases = [...(isGiven ? folderCases(givenCases) : phantomCases(8))];
  const rounds = Array.from({ length: times }, (_, round) =>
    cases.map(({ label, files }) => ({
      label: `${label}-${round}`,
      series: seriesOf(files.map(({ bytes }) => renamed(bytes, `round ${round}`))),
    })),
  );
  return { from: isGiven ? 'fetal-cases' : 'phantoms', examinations: rounds.flat() };
}

export const instancesOf = (list: readonly SentExamination[]): number =>
  list.reduce((sum, { series }) => sum + series.reduce((count, files) => count + files.length, 0), 0);

function seriesOf(files: readonly Uint8Array[]): Uint8Array[][] {
  return [...Map.groupBy(files, (bytes) => textOf(readPart10(bytes).dataset, '0020000E')).values()];
}

/** The same image under UIDs of its own: study, series, instance, frame of reference. */
function renamed(bytes: Uint8Array, round: string): Uint8Array {
  const { dataset, transferSyntax } = readPart10(bytes);
  const copy = new Map(dataset) as Map<string, Dataset extends ReadonlyMap<string, infer E> ? E : never>;
  for (const tag of ['00080018', '0020000D', '0020000E', '00200052']) {
    const uid = textOf(dataset, tag);
    if (uid === undefined || !isUid(uid)) continue;
    const text = derivedUid('bench', round, uid);
    copy.set(tag, { kind: 'value', tag, vr: 'UI', bytes: Buffer.from(text.length % 2 ? `${text}\0` : text) });
  }
  return writePart10(copy, transferSyntax.uid);
}
