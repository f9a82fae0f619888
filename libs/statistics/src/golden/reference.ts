import { test, expect } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Published data and the results that the established packages give on them. They lie outside the repository, in
 * `../shared/reference` beside it; `roemetz_*` and `sim_time_confidence`, simulations of our own, may lie in
 * `libs/statistics/testing/{datasets,results}` instead, where they are looked for first.
 */
const ROOM = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const PLACES = [join(ROOM, 'testing'), join(ROOM, '..', '..', '..', 'shared', 'reference')];

/** Whether the published reference (not only our own simulations) is there. */
export function referenceAvailable(): boolean {
  return existsSync(PLACES[1] as string);
}

/** A result, by file name without `.json`, e.g. `mrmcaov_vandyke`, in the shape that the caller says it has. */
export function readReference<T>(name: string): T {
  return JSON.parse(readText(join('results', `${name}.json`))) as T;
}

/** A dataset's rows as text by column, by file name without `.csv`, e.g. `vandyke`. */
export function readDataset(name: string): Record<string, string>[] {
  const [header, ...lines] = readText(join('datasets', `${name}.csv`))
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.replace(/^"|"$/g, '')));
  return lines.map((fields) => Object.fromEntries((header ?? []).map((name, i) => [name, fields[i] ?? ''])));
}

/** Any file of the reference as text, e.g. `results/iowa/VanDyke.txt`. */
export function readText(path: string): string {
  return readFileSync(referencePath(path), 'utf8');
}

/** Where a file of the reference is; where it is nowhere, where it would be. */
export function referencePath(path: string): string {
  return locate(path) ?? join(PLACES[1] as string, path);
}

/**
 * A test against the reference; where a file that it needs is absent, it is skipped and says so.
 *
 * @param needs paths below the reference, e.g. `results/mrmcaov_vandyke.json`; none: the reference as such
 */
export function goldenTest(name: string, run: () => void | Promise<void>, ...needs: string[]): void {
  const absent = needs.length === 0 ? !referenceAvailable() : needs.some((path) => locate(path) === undefined);
  if (!absent) return test(name, run);
  test.skip(`${name} (reference data absent: ../shared/reference)`, run);
}

/** Deepest tolerance that all peers are held to, unless a golden test says why not. */
export const TOLERANCE = 1e-8;

function locate(path: string): string | undefined {
  return PLACES.map((place) => join(place, path)).find((candidate) => existsSync(candidate));
}

/**
 * `expect(actual).toAgree(expected)`: each number b of `expected` (a number, an array or an object, any depth) is met
 * within `tolerance * max(|b|, 1e-4)`. Keys that only `actual` has are not looked at; null and texts must be equal.
 */
expect.extend({
  toAgree(actual: unknown, expected: unknown, tolerance: number = TOLERANCE) {
    const complaints = disagreements(actual, expected, tolerance, '');
    return {
      pass: complaints.length === 0,
      message: () => `${complaints.length} disagreement(s)\n${complaints.slice(0, 20).join('\n')}`,
    };
  },
});

/** `expect(actual).toPrintAs('8.97E-1')`: the number meets all digits that a peer printed. */
expect.extend({
  toPrintAs(actual: unknown, printed: string) {
    const [mantissa, exponent] = printed.trim().toUpperCase().split('E') as [string, string?];
    const decimals = mantissa.split('.')[1]?.length ?? 0;
    const half = 0.5000001 * 10 ** (Number(exponent ?? 0) - decimals);
    const pass = typeof actual === 'number' && Math.abs(actual - Number(printed)) <= half;
    return { pass, message: () => `printed ${printed}, received ${String(actual)}` };
  },
});

function disagreements(actual: unknown, expected: unknown, tolerance: number, path: string): string[] {
  if (typeof expected === 'number') {
    const close = typeof actual === 'number' && withinTolerance(actual, expected, tolerance);
    return close ? [] : [`${path || 'value'}: expected ${expected}, received ${String(actual)}`];
  }
  if (typeof expected !== 'object' || expected === null)
    return actual === expected ? [] : [`${path || 'value'}: expected ${String(expected)}, received ${String(actual)}`];
  if (typeof actual !== 'object' || actual === null)
    return [`${path || 'value'}: expected an object, received ${String(actual)}`];
  if (Array.isArray(expected) && (actual as ArrayLike<unknown>).length !== expected.length)
    return [
      `${path || 'value'}: expected ${expected.length} elements, received ${(actual as ArrayLike<unknown>).length}`,
    ];
  return Object.entries(expected).flatMap(([key, value]) =>
    disagreements((actual as Record<string, unknown>)[key], value, tolerance, path ? `${path}.${key}` : key),
  );
}

function withinTolerance(actual: number, expected: number, tolerance: number): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance * Math.max(Math.abs(expected), 1e-4);
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- a merged interface repeats the parameters of the first
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    toAgree(expected: unknown, tolerance?: number): R;
    toPrintAs(printed: string): R;
  }
}
