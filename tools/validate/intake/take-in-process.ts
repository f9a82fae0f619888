/** A process of its own that takes files in, whole or damaged, so that a crash, a hang or growing memory is seen from outside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mutated, type MutationKind } from './mutate.js';
import { greyFrames, takenIn, type Taken } from './take-in.js';

export interface Task {
  readonly path: string;
  /** Damages the file by this seed; left out, it is taken as it is. */
  readonly seed?: number;
  /** Where a damaged file is written of which grey frames were read. */
  readonly keepAs?: string;
  /** What nothing refers to any more is let go of before memory is looked at. */
  readonly settle?: boolean;
}

export interface Done {
  readonly kind?: MutationKind;
  readonly intake: Taken;
  readonly grey: Taken;
  readonly millis: number;
  /** What the process has of the machine; of what it had, much is only kept at hand. */
  readonly memoryMb: number;
  /** What is referred to: objects, buffers and codecs. */
  readonly liveMb: number;
}

process.on('message', (task: Task) => void answer(task));

async function answer({ path, seed, keepAs, settle = false }: Task): Promise<void> {
  const file = readFileSync(path);
  const { kind, bytes } = seed === undefined ? { kind: undefined, bytes: file } : mutated(file, seed);
  const began = performance.now();
  const [intake, grey] = [await takenIn(bytes), await greyFrames(bytes)];
  const millis = Math.round(performance.now() - began);
  if (keepAs !== undefined && 'frames' in grey) writeFileSync(keepAs, bytes);
  if (settle) await globalThis.gc?.({ type: 'major', execution: 'async' });
  const { rss, heapUsed, external } = process.memoryUsage();
  const [memoryMb, liveMb] = [rss, heapUsed + external].map((bytes) => Math.round(bytes / 2 ** 20)) as [number, number];
  const done: Done = { ...(kind === undefined ? {} : { kind }), intake, grey, millis, memoryMb, liveMb };
  process.send?.(done);
}
