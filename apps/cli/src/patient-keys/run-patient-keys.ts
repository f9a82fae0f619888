import { deidentificationKey, loadConfiguration } from '@lectern/conduct';
import { patientKeyOf } from '@lectern/dicom';
import { InputError } from '../terminal/errors.js';
import { readInput } from '../terminal/input-file.js';
import { printLines } from '../terminal/output.js';

/** @throws InputError for a file without a patient */
export async function runPatientKeys(file: string, { data }: { data?: string }): Promise<void> {
  const { bytes } = await readInput(file);
  const overrides = data ? { LECTERN_DATA_FOLDER: data } : {};
  const { dataFolder } = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
  const keys = patientKeys(await deidentificationKey(dataFolder), new TextDecoder().decode(bytes));
  if (keys.length === 0) throw new InputError(`${file}: names no patient; write one patient id a line`);
  printLines([JSON.stringify(keys, null, 2)]);
}

/** Each patient's key once, in an order that says nothing of the list's. */
export function patientKeys(secret: Uint8Array, list: string): string[] {
  const keys = list.split(/\r?\n/).flatMap((line) => {
    const [patient = '', issuer = ''] = line.split(',').map((part) => part.trim());
    return patient ? [patientKeyOf(secret, patient, issuer)] : [];
  });
  return [...new Set(keys)].sort();
}
