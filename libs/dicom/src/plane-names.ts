import type { CaseChecks } from '@lectern/contracts';
import type { Plane, Vector } from './geometry.js';
import { dot, normalOf } from './geometry.js';
import type { Stack } from './stack.js';

/** What a plane's name rests on: the words of the series description, or the nearest axis of the patient. */
export type PlaneSource = 'description' | 'axes';

export interface PlaneName {
  readonly plane: Plane;
  readonly source: PlaneSource;
}

/** The patient axis along which a stack of each plane runs; in fetal imaging the patient is the mother. */
const axes = { axial: [0, 0, 1], coronal: [0, 1, 0], sagittal: [1, 0, 0] } as const satisfies Record<Plane, Vector>;
const planes = Object.keys(axes) as Plane[];

const words: Readonly<Record<Plane, RegExp>> = {
  axial: /^(ax|axi|axial|tra|trans|transv|transverse|transversal)$|轴位|横断|横轴/,
  coronal: /^(cor|coro|coronal|frontal)$|冠状/,
  sagittal: /^(sag|sagittal|parasagittal)$|矢状/,
};

/**
 * What the stacks of an examination are called. Coordinates are the mother's, and a fetus lies in her as it likes, so no header says which plane of the
 * fetus a stack shows. The rule (docs/adr/0010): the series descriptions, written by whoever planned the stacks on the fetus, where each names one plane and no
 * two the same; else the axes, one stack each, so that the stacks agree with them best together; two stacks in one direction go to the same nearest axis.
 */
export function planeNames(
  stacks: readonly Stack[],
  { namedBy, leastAngleDegrees }: CaseChecks['planes'],
): PlaneName[] {
  const described = stacks.map(({ seriesDescription }) => describedPlane(seriesDescription ?? ''));
  const isWhole = described.every((plane) => plane !== undefined) && new Set(described).size === stacks.length;
  if (namedBy === 'description-or-axes' && isWhole)
    return described.map((plane) => ({ plane: plane as Plane, source: 'description' }));
  const together = stacks.length <= planes.length && parallelPairs(stacks, leastAngleDegrees).length === 0;
  const named = together ? bestTogether(stacks.map(directionOf)) : stacks.map(({ plane }) => plane);
  return named.map((plane) => ({ plane, source: 'axes' }));
}

/** The plane that a description names; undefined where it names none or several. */
export function describedPlane(description: string): Plane | undefined {
  const parts = description.toLowerCase().split(/[^\p{L}]+/u);
  const named = planes.filter((plane) => parts.some((part) => words[plane].test(part)));
  return named.length === 1 ? named[0] : undefined;
}

/** Pairs of stacks whose normals differ by less than an angle: true of them in any frame, however the fetus lies. */
export function parallelPairs<S extends Stack>(stacks: readonly S[], leastAngleDegrees: number): (readonly [S, S])[] {
  const most = Math.cos((leastAngleDegrees * Math.PI) / 180);
  return stacks.flatMap((a, index) =>
    stacks
      .slice(index + 1)
      .filter((b) => Math.abs(dot(directionOf(a), directionOf(b))) > most)
      .map((b) => [a, b] as const),
  );
}

/** The normal of a stack's first image. */
function directionOf({ instances }: Stack): Vector {
  const [first] = instances;
  return first ? normalOf(first.geometry.orientation) : [0, 0, 0];
}

/** One plane a stack, no two the same, with the greatest sum of agreements (absolute cosines). At most three stacks. */
function bestTogether(directions: readonly Vector[]): Plane[] {
  let best: { planes: readonly Plane[]; sum: number } = { planes: [], sum: -1 };
  const place = (chosen: readonly Plane[], sum: number): void => {
    const direction = directions[chosen.length];
    if (!direction) {
      if (sum > best.sum) best = { planes: chosen, sum };
      return;
    }
    for (const plane of planes)
      if (!chosen.includes(plane)) place([...chosen, plane], sum + Math.abs(dot(direction, axes[plane])));
  };
  place([], 0);
  return [...best.planes];
}
