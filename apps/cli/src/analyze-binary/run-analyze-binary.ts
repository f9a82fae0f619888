import { binaryOutputSchema } from '@lectern/contracts';
import { printJson, printLines } from '../terminal/output.js';
import { analyzeBinaryFile, type AnalyzeBinaryRequest } from './analyze-binary-file.js';
import { binaryReport } from './binary-report.js';

export async function runAnalyzeBinary(
  file: string,
  options: AnalyzeBinaryRequest & { json?: boolean },
): Promise<void> {
  const output = await analyzeBinaryFile(file, options);
  if (options.json) printJson(binaryOutputSchema, output);
  else printLines(binaryReport(file, output));
}
