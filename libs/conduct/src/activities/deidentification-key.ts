import { createHmac } from 'node:crypto';
import { installationSecret } from '../evidence/installation-secret.js';

/**
 * The installation's secret for de-identification, `secrets/deidentification-key`. Whoever has it can test guesses at identities; whoever loses it can no
 * longer tell that two cases are of one patient.
 */
export const deidentificationKey = (dataFolder: string): Promise<Uint8Array> =>
  installationSecret(dataFolder, 'deidentification-key');

/** The key of one case: UIDs of an examination that comes in twice differ, and nothing links cases but the patient key. */
export function caseKey(key: Uint8Array, caseId: string): Uint8Array {
  return createHmac('sha256', key).update(`case ${caseId}`).digest();
}
