import { clamp } from './noise.js';
import type { Random } from './random.js';
import { type Rotation, type Vector, rotation } from './space.js';

/** Where the head lay during one slice, against its mean place, and what that did to the signal. */
export interface SlicePose {
  readonly shift: Vector;
  readonly turn: Rotation;
  /** A band of lost signal from movement during the train of echoes: across rows at `centre` (share of the height), this deep. */
  readonly darkening?: { readonly centre: number; readonly width: number; readonly depth: number };
}

/** A drifting head: a random walk that is drawn back to its place, with sudden moves that may darken their slice. */
export function planPoses(
  count: number,
  motion: { shift: number; angle: number; jumps: number },
  random: Random,
): SlicePose[] {
  let state = [0, 0, 0, 0, 0, 0];
  return Array.from({ length: count }, () => {
    const jump = random.chance(motion.jumps) ? 5 : 1;
    state = state.map((value, i) =>
      clamp(0.75 * value + random.normal(0, (i < 3 ? motion.shift : motion.angle) * jump), -5, 5),
    );
    const [x, y, z, ax, ay, az] = state as [number, number, number, number, number, number];
    const dark = random.chance(jump > 1 ? 0.6 : 0.02);
    return {
      shift: [x, y, z] as const,
      turn: rotation(ax, ay, az),
      ...(dark && {
        darkening: {
          centre: random.uniform(0.3, 0.7),
          width: random.uniform(0.08, 0.3),
          depth: random.uniform(0.2, 0.6),
        },
      }),
    };
  });
}
