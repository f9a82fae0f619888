import type { AnalysisChoices, FileAnalysis } from './file-analysis.js';

/** What the page asks of the worker: a file's bytes, and how to analyse them. */
export interface AnalysisRequest {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly choices: AnalysisChoices;
}

/** What the worker answers, by the number of the request. */
export type AnalysisReply =
  | { readonly id: number; readonly state: 'done'; readonly analysis: FileAnalysis; readonly millis: number }
  | {
      readonly id: number;
      readonly state: 'refused';
      readonly place: string;
      readonly field: string | null;
      readonly reason: string;
      /** What helps, where it is known. */
      readonly remedy: string | null;
    };
