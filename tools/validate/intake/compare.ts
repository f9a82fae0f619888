import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPart10 } from '@lectern/dicom';
import { pydicomFrames, type ReferenceFrames } from './python.js';
import { samplesOfFrames, type Taken } from './take-in.js';

export type Verdict = 'equal' | 'within 1 (lossy JPEG)' | 'no reference' | 'differ';

/** Transfer syntaxes whose standard (ITU-T T.83) leaves decoders one grey level. */
const lossyJpeg = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51']);

/** Our grey frames of files beside pydicom's: one verdict a file. */
export async function compared(
  files: readonly { readonly path: string; readonly grey: Taken }[],
): Promise<Map<string, Verdict>> {
  const references = await pydicomFrames(files);
  const verdicts = new Map(files.map(({ path, grey }) => [path, verdictOf(grey, references.get(path))]));
  for (const [path, verdict] of verdicts) {
    if (verdict === 'differ' && (await isWithinOne(path))) verdicts.set(path, 'within 1 (lossy JPEG)');
  }
  return verdicts;
}

function verdictOf(grey: Taken, reference: ReferenceFrames | undefined): Verdict {
  const found = Object.values(reference?.frames ?? {});
  if (found.length === 0 || 'refused' in grey) return 'no reference';
  return found.some((frames) => frames.join() === grey.frames.join()) ? 'equal' : 'differ';
}

async function isWithinOne(path: string): Promise<boolean> {
  const part10 = readPart10(readFileSync(path));
  if (!lossyJpeg.has(part10.transferSyntax.uid)) return false;
  const folder = mkdtempSync(join(tmpdir(), 'lectern-samples-'));
  try {
    const samples = join(folder, 'samples');
    writeFileSync(samples, Buffer.concat(await samplesOfFrames(part10)));
    const { difference = {} } = (await pydicomFrames([{ path, samples }])).get(path) ?? {};
    return Object.values(difference).some((largest) => largest !== null && largest <= 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
