import type { TimedReading } from '../../time/index.js';
import { readTimeConfidence } from '../time-confidence.js';

export function simulatedTimes(withPeriod: boolean): TimedReading[] {
  return readTimeConfidence().map((row) => ({
    reader: row.reader,
    case: row.case,
    condition: row.modality,
    truth: row.truth === 1 ? 1 : 0,
    ...(withPeriod ? { period: row.period } : {}),
    seconds: { active: row.seconds },
  }));
}
