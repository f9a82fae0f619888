import { confidenceOutputSchema } from '@lectern/contracts';
import { printJson, printLines } from '../terminal/output.js';
import { analyzeConfidenceFile, type AnalyzeConfidenceRequest } from './analyze-confidence-file.js';
import { confidenceReport } from './confidence-report.js';

export async function runAnalyzeConfidence(
  file: string,
  options: AnalyzeConfidenceRequest & { json?: boolean },
): Promise<void> {
  const output = await analyzeConfidenceFile(file, options);
  if (options.json) printJson(confidenceOutputSchema, output);
  else printLines(confidenceReport(file, output));
}
