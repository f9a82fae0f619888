import { csvRecords } from '@lectern/mrmc-files';
import type { FailureIssue } from '../errors.js';

/** One line of a table of results. */
export interface ResultLine {
  readonly line: number;
  readonly case: string;
  readonly score: number | null;
  /** Whether the AI calls it positive; null where the table does not say. */
  readonly positive: boolean | null;
  /** Why there is no result. */
  readonly reason: string | null;
}

const calls = new Map([['1', true], ['true', true], ['yes', true], ['0', false], ['false', false], ['no', false]]); // prettier-ignore

/**
 * The lines of a CSV table of results: columns `case`, `score`, and if known `positive` and `reason`; a line without a score says by `reason` why.
 *
 * @param path name of the file, for issues
 * @throws MrmcFileError where its quotes do not close
 */
export function readResultCsv(text: string, path: string): { lines: ResultLine[]; issues: FailureIssue[] } {
  const [head, ...rows] = csvRecords(text, ',');
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = ['case', 'score'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    return { lines: [], issues: missing.map((name) => ({ path, line: 1, message: `there is no column '${name}'` })) };
  const issues: FailureIssue[] = [];
  const lines = rows.map(({ line, cells }): ResultLine => {
    const cell = (name: string): string => (cells[names.indexOf(name)] ?? '').trim();
    const said = cell('score') === '' ? null : Number(cell('score'));
    const score = Number.isFinite(said) ? said : null;
    const reason = cell('reason') || null;
    const fault = (message: string): void => void issues.push({ path, line, message });
    if (!cell('case')) fault('there is no case');
    if (said !== score) fault(`'${cell('score')}' is no number`);
    if (cell('positive') && !calls.has(cell('positive').toLowerCase())) fault(`'positive' is 0 or 1, not '${cell('positive')}'`); // prettier-ignore
    if (said === null && !reason) fault('there is neither a score nor a reason why there is none');
    return { line, case: cell('case'), score, positive: calls.get(cell('positive').toLowerCase()) ?? null, reason };
  });
  return { lines, issues };
}
