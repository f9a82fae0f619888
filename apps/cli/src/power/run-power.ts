import { powerOutputSchema } from '@lectern/contracts';
import { printJson, printLines } from '../terminal/output.js';
import { powerOfPlan, type PowerRequest } from './power-of-plan.js';
import { powerReport } from './power-report.js';

export async function runPower(options: PowerRequest & { json?: boolean }): Promise<void> {
  const output = await powerOfPlan(options);
  if (options.json) printJson(powerOutputSchema, output);
  else printLines(powerReport(output));
}
