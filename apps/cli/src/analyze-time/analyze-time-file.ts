import type { TimeOutput } from '@lectern/contracts';
import { readTimesCsv, type ColumnNames, type TimeField } from '@lectern/mrmc-files';
import { analyzeTime, type RandomEffect, type TimeAnalysis } from '@lectern/statistics';
import { readLongTable, withFileName } from '../terminal/input-file.js';
import { timeOutput } from './time-output.js';

export type RandomTermName = 'reader' | 'case' | 'reader:treatment' | 'reader:case';

export interface AnalyzeTimeRequest {
  readonly columns?: ColumnNames<TimeField>;
  readonly random?: readonly RandomTermName[];
  /** Whether a column `period` enters the model. */
  readonly period?: boolean;
  readonly adjustTruth?: boolean;
  /** Further columns of seconds, analysed beside the first. */
  readonly also?: readonly string[];
  readonly alpha?: number;
}

/** `lectern analyze-time`. @throws InputError */
export async function analyzeTimeFile(path: string, request: AnalyzeTimeRequest = {}): Promise<TimeOutput> {
  const { columns = {}, also = [], period = true, adjustTruth = false, alpha = 0.05 } = request;
  const text = await readLongTable(path);
  const reads = await withFileName(path, () => readTimesCsv(text, columns, also));
  const kept = period ? reads : reads.map(({ period: _, ...read }) => read);
  const random = (request.random ?? ['reader', 'case', 'reader:treatment']).map(inLibrary);
  const first = kept[0]!.condition;
  const analysis: TimeAnalysis = analyzeTime(kept, {
    rule: 'seconds',
    reference: first,
    random,
    adjustForTruth: adjustTruth,
    alpha,
  });
  return timeOutput(analysis, { alpha, random, first });
}

/** The library says condition where files of the field say treatment. */
function inLibrary(name: RandomTermName): RandomEffect {
  return name === 'reader:treatment' ? 'reader:condition' : name;
}
