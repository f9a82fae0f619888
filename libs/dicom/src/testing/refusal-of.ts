import { DicomRefusedError } from '../refusal.js';

/** The refusal that an act ends in; any other end is an error of its own. */
export function refusalOf(act: () => unknown): DicomRefusedError {
  try {
    act();
  } catch (error) {
    if (error instanceof DicomRefusedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
