import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What came of one whole file. */
export interface FileResult {
  readonly name: string;
  /** `taken`, or the code of the refusal. */
  readonly intake: string;
  /** Grey frames beside pydicom's: `equal`, `within 1 (lossy JPEG)`, `no reference`, `differ`; or the code of the refusal. */
  readonly pixels: string;
}

/** What came of one hundred damaged files. */
export interface ChunkResult {
  readonly from: number;
  readonly taken: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Grey frames of damaged files beside pydicom's of the same. */
  readonly equal: number;
  readonly noReference: number;
  /** Numbers of mutations whose pixels differ, or over which the process died or hung. */
  readonly differ: readonly number[];
  readonly crashed: readonly number[];
  readonly hung: readonly number[];
  readonly slowestMillis: number;
  /** The most that its process had of the machine. */
  readonly memoryMb: number;
  /** What was referred to at its end. */
  readonly liveMb: number;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
export const FILES = here('files.jsonl');
export const MUTATIONS = here('mutations.jsonl');

export const mutationsDeclared = 10_000;
export const chunkSize = 100;

/** Results so far, one a line. A line that was cut off by a crash is not JSON and counts as not there. */
export function readResults<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
}

export function appendResult(path: string, result: FileResult | ChunkResult): void {
  const cutOff = existsSync(path) && !/(^|\n)$/.test(readFileSync(path, 'utf8'));
  appendFileSync(path, `${cutOff ? '\n' : ''}${JSON.stringify(result)}\n`);
}
