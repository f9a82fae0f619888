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
}

export interface Done {
  readonly kind?: MutationKind;
  readonly intake: Taken;
  readonly grey: Taken;
  readonly millis: number;
  readonly memoryMb: number;
}

process.on('message', (task: Task) => void answer(task));

async function answer({ path, seed, keepAs }: Task): Promise<void> {
  const file = readFileSync(path);
  const { kind, bytes } = seed === undefined ? { kind: undefined, bytes: file } : mutated(file, seed);
  const began = performance.now();
  const [intake, grey] = [await takenIn(bytes), await greyFrames(bytes)];
  const millis = Math.round(performance.now() - began);
  if (keepAs !== undefined && 'frames' in grey) writeFileSync(keepAs, bytes);
  const memoryMb = Math.round(process.memoryUsage().rss / 2 ** 20);
  const done: Done = { ...(kind === undefined ? {} : { kind }), intake, grey, millis, memoryMb };
  process.send?.(done);
}
