import { openAsBlob, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ApiError, importAiResults } from '@lectern/contracts';
import { apiClient } from '../terminal/api-client.js';

export interface ResultsToImport {
  readonly study: string;
  readonly server: string;
  readonly model: string;
  readonly modelVersion: string;
  readonly description: string;
  readonly finding: string;
  readonly threshold?: number;
  readonly token?: string;
}

/** Sends the files in one request and says what came of them; exit code 1 where they do not fit, with what is wrong line by line. */
export async function runImportResults(paths: readonly string[], options: ResultsToImport): Promise<void> {
  const { study, server, model, modelVersion, description, finding, threshold, token } = options;
  const api = apiClient(server, token);
  const form = new FormData();
  const fields = { model, version: modelVersion, description, finding, ...(threshold === undefined ? {} : { threshold: String(threshold) }) }; // prettier-ignore
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const file of paths.flatMap(filesIn)) form.append('files', await openAsBlob(file), basename(file));
  try {
    const result = await api.call(importAiResults, { study }, form);
    for (const { case: label, reason } of result.unavailable)
      process.stdout.write(`${label}: no AI result: ${reason}\n`);
    process.stdout.write(`${model} ${modelVersion}: ${result.cases} cases, ${result.scores} scores, ${result.segmentations} segmentations, ${result.unavailable.length} without a result; sha256 ${result.sha256}\n`); // prettier-ignore
  } catch (error) {
    const issues = error instanceof ApiError ? error.problem.issues : undefined;
    if (!issues?.length) throw error;
    for (const { path, line, message } of issues) process.stdout.write(`${path}${line === undefined ? '' : `:${line}`}: ${message}\n`); // prettier-ignore
    process.stdout.write(`nothing was taken over: ${issues.length} faults\n`);
    process.exitCode = 1;
  }
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
