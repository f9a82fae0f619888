import fc from 'fast-check';
import { brokenPromises, deriveSchedule, scheduleHash } from '@lectern/protocol';
import { draws, studyOf } from '../../../libs/protocol/testing/random-study.js';

/** What came of a chunk of random protocols. */
export interface ChunkResult {
  readonly chunk: number;
  readonly drawn: number;
  /** Accepted protocols by kind of design. */
  readonly planned: Readonly<Record<string, number>>;
  /** Refused protocols by the place that is named; one may be refused for several. */
  readonly refused: Readonly<Record<string, number>>;
  readonly refusals: number;
  /** Refusals without a place or a reason. */
  readonly withoutReason: number;
  /** Schedules that do not keep what their design promises. */
  readonly broken: number;
  /** Schedules that come out otherwise from the same inputs in another order. */
  readonly otherBytes: number;
}

export const CHUNK = 500;

/** The random protocols of a chunk: the same every time. */
export function tryChunk(chunk: number, size = CHUNK): ChunkResult {
  const [planned, refused]: Record<string, number>[] = [{}, {}];
  let [refusals, withoutReason, broken, otherBytes] = [0, 0, 0, 0];
  for (const draw of fc.sample(draws, { numRuns: size, seed: 20_261_125 + chunk })) {
    const study = studyOf(draw);
    if (study.outcome === 'refused') {
      refusals++;
      if (!study.issues.every(({ path, message }) => path && message.length > 10)) withoutReason++;
      for (const path of new Set(study.issues.map((issue) => issue.path))) count(refused!, path);
      continue;
    }
    const { input } = study;
    count(planned!, input.protocol.design.kind);
    const schedule = deriveSchedule(input);
    if (brokenPromises(schedule, input).length > 0) broken++;
    const turned = { ...input, readers: [...input.readers].reverse(), cases: [...input.cases].reverse() };
    if (scheduleHash(deriveSchedule(turned)) !== scheduleHash(schedule)) otherBytes++;
  }
  return { chunk, drawn: size, planned: planned!, refused: refused!, refusals, withoutReason, broken, otherBytes };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
