import { timeOutputSchema } from '@lectern/contracts';
import { printJson, printLines } from '../terminal/output.js';
import { analyzeTimeFile, type AnalyzeTimeRequest } from './analyze-time-file.js';
import { timeReport } from './time-report.js';

export async function runAnalyzeTime(file: string, options: AnalyzeTimeRequest & { json?: boolean }): Promise<void> {
  const output = await analyzeTimeFile(file, options);
  if (options.json) printJson(timeOutputSchema, output);
  else printLines(timeReport(file, output));
}
