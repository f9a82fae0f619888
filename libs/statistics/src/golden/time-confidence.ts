import { readDataset } from './reference.js';

/** Our own crossover simulation: 8 readers, 2 modalities, 120 cases of which 50 diseased; R, set.seed(20240611). */
export interface TimeConfidenceRow {
  readonly reader: string;
  readonly case: string;
  readonly modality: string;
  readonly period: string;
  readonly truth: number;
  readonly positive: boolean;
  readonly confidence: number;
  readonly seconds: number;
}

export function readTimeConfidence(): TimeConfidenceRow[] {
  return readDataset('sim_time_confidence').map((row) => ({
    reader: row['reader'] ?? '',
    case: row['case'] ?? '',
    modality: row['modality'] ?? '',
    period: row['period'] ?? '',
    truth: Number(row['truth']),
    positive: row['positive'] === '1',
    confidence: Number(row['confidence']),
    seconds: Number(row['seconds']),
  }));
}
