import { crossedReads, frocData, type FrocCase, type FrocData } from '../../localisation/index.js';
import { readDataset, readReference } from '../reference.js';

export const DATASETS = {
  dataset01: 'rjafroc_dataset01_tony_froc',
  dataset04: 'rjafroc_dataset04_federica_froc',
} as const;
export type DatasetName = keyof typeof DATASETS;

/** What a golden test of a dataset needs. */
export function needs(name: DatasetName, results = 'rjafroc_froc'): string[] {
  return [`datasets/${DATASETS[name]}_marks.csv`, `datasets/${DATASETS[name]}_truth.csv`, `results/${results}.json`];
}

/** A free-response dataset of RJafroc as it was exported: marks, and the truth of every case. */
export function frocDataset(name: DatasetName): FrocData {
  const cases = new Map<string, { id: string; lesions: { id: string; weight: number }[] }>();
  for (const row of readDataset(`${DATASETS[name]}_truth`)) {
    const one = cases.get(row['case']!) ?? { id: row['case']!, lesions: [] };
    if (row['truth'] === '1') one.lesions.push({ id: row['lesion']!, weight: Number(row['weight']) });
    cases.set(one.id, one);
  }
  const list: FrocCase[] = [...cases.values()];
  const marks = readDataset(`${DATASETS[name]}_marks`).map((row) => ({
    reader: row['reader']!,
    treatment: row['treatment']!,
    case: row['case']!,
    ...(row['kind'] === 'LL' && { lesion: row['lesion']! }),
    rating: Number(row['rating']),
  }));
  return frocData(list, crossedReads(list, marks));
}

interface Peer {
  readonly FOM: { readonly values: readonly (readonly number[])[] };
  readonly OR: Record<'RRRC' | 'FRRC' | 'RRFC', PeerAnalysis>;
}

export interface PeerAnalysis {
  readonly ANOVA: {
    readonly VarCom: readonly { row: string; Estimates: number }[];
    readonly TRanova: readonly { row: string; MS: number }[];
  };
  readonly FOMs: { readonly trtMeanDiffs: readonly { row: string; Estimate: number }[] };
  readonly RRRC?: PeerTables;
  readonly FRRC?: PeerTables;
  readonly RRFC?: PeerTables;
}

export interface PeerTables {
  readonly ciDiffTrt: readonly Record<string, number>[];
  readonly ciAvgRdrEachTrt: readonly Record<string, number>[];
  readonly FTests: readonly Record<string, number>[];
}

export function peer(name: DatasetName, figure: string): Peer {
  return readReference<Record<DatasetName, Record<string, Peer>>>('rjafroc_froc')[name][figure]!;
}
