import type { BinaryRead } from '../../proportions/index.js';
import { readTimeConfidence } from '../time-confidence.js';

/** Right and wrong answers of our own simulation: sensitivity on its 50 diseased cases, specificity on its 70 others. */
export function simulatedAnswers(figure: 'sens' | 'spec'): BinaryRead[] {
  const truth = figure === 'sens' ? 1 : 0;
  return readTimeConfidence()
    .filter((row) => row.truth === truth)
    .map((row) => ({
      reader: row.reader,
      condition: row.modality,
      case: row.case,
      success: row.positive === (truth === 1),
    }));
}
