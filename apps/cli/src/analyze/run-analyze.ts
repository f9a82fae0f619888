import { mrmcOutputSchema } from '@lectern/contracts';
import { printJson, printLines } from '../terminal/output.js';
import { analyzeFile, type AnalyzeRequest } from './analyze-file.js';
import { mrmcReport } from './mrmc-report.js';

export async function runAnalyze(file: string, options: AnalyzeRequest & { json?: boolean }): Promise<void> {
  const output = await analyzeFile(file, options);
  if (options.json) printJson(mrmcOutputSchema, output);
  else printLines(mrmcReport(file, output));
}
