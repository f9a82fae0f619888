import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RoeMetzArea, RoeMetzStructure, TimeModel } from '@lectern/statistics';

export type StudyDesignName = 'crossed' | 'split-plot';

/** What was declared to be run, before it was run. */
export interface Grid {
  /** When each method was declared, on which designs and why. */
  readonly declared: string;
  readonly seed: string;
  readonly trials: number;
  readonly alpha: number;
  readonly acceptable: readonly [number, number];
  /** So many trials are kept apart, so that a test can run them again. */
  readonly firstTrials: number;
  readonly readers: readonly number[];
  /** With the finding, and as many without. */
  readonly cases: readonly number[];
  readonly structures: readonly RoeMetzStructure[];
  readonly areas: readonly RoeMetzArea[];
  readonly designs: readonly StudyDesignName[];
  readonly splitPlotGroups: number;
  readonly ratingMethods: Readonly<Record<string, string>>;
  /** Of the rating methods those that are tried on crossed designs alone. */
  readonly crossedOnly: readonly string[];
  readonly timeMethods: Readonly<Record<string, string>>;
  readonly timeModel: {
    readonly mean: number;
    readonly period: number;
    readonly standardDeviations: TimeModel['standardDeviations'];
  };
}

/** One simulated situation; several methods may be tried on its studies. */
export interface Situation {
  readonly id: string;
  readonly readers: number;
  readonly cases: number;
  readonly design: StudyDesignName;
  readonly ratings?: { readonly structure: RoeMetzStructure; readonly area: RoeMetzArea };
  readonly methods: readonly string[];
}

export function readGrid(): Grid {
  return JSON.parse(readFileSync(fileURLToPath(new URL('./grid.json', import.meta.url)), 'utf8')) as Grid;
}

/** All situations, in the order of the table. */
export function situations(grid: Grid): Situation[] {
  const sizes = grid.designs.flatMap((design) =>
    grid.readers.flatMap((readers) => grid.cases.map((cases) => ({ design, readers, cases }))),
  );
  const name = ({ design, readers, cases }: (typeof sizes)[number]) => `${design}/${readers}x${cases}+${cases}`;
  const timed = sizes.map((size) => ({ id: `times/${name(size)}`, ...size, methods: Object.keys(grid.timeMethods) }));
  const rated = sizes.flatMap((size) =>
    grid.structures.flatMap((structure) =>
      grid.areas.map((area) => ({
        id: `ratings/${name(size)}/${structure}/${area}`,
        ...size,
        ratings: { structure, area },
        methods: Object.keys(grid.ratingMethods).filter(
          (method) => size.design === 'crossed' || !grid.crossedOnly.includes(method),
        ),
      })),
    ),
  );
  return [...rated, ...timed];
}
