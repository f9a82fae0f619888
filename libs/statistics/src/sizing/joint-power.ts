import { cholesky, at, fromRows } from '../linear-algebra/index.js';
import { normalQuantile } from '../distributions/index.js';
import { wilsonInterval } from '../proportions/index.js';
import { bivariateNormalCdf, type Random } from '../simulation/index.js';
import { InvalidPlan } from './sizing.error.js';

/**
 * Power to show both co-primary endpoints: their statistics jointly normal on the probit scale, each with its own power
 * (Sozu et al., Stat Med 2010; 29:2169, two endpoints).
 *
 * @param correlation of the two test statistics: 0 is a safe choice, as it gives the least power among correlations >= 0
 * @throws InvalidPlan for a power or correlation out of range
 */
export function jointPowerOfTwo(first: number, second: number, correlation: number): number {
  [first, second].forEach(assertPower);
  if (!(correlation >= -1 && correlation <= 1)) throw new InvalidPlan(`a correlation of ${correlation}`);
  return bivariateNormalCdf(normalQuantile(first), normalQuantile(second), correlation);
}

export interface SimulatedShare {
  readonly power: number;
  readonly ci: readonly [number, number];
  readonly trials: number;
}

/**
 * The same for any number of co-primary endpoints, by simulation (Sozu et al., Stat Med 2010; 29:2169).
 *
 * @param correlations of the test statistics, a correlation matrix
 * @throws InvalidPlan if the matrix is not positive definite or not of the powers' size
 */
export function jointPower(
  powers: readonly number[],
  correlations: readonly (readonly number[])[],
  { random, trials = 100_000, alpha = 0.05 }: { random: Random; trials?: number; alpha?: number },
): SimulatedShare {
  powers.forEach(assertPower);
  const root = correlations.length === powers.length ? cholesky(fromRows(correlations)) : undefined;
  if (!root) throw new InvalidPlan('correlations are no positive definite matrix of the size of the powers');
  const limits = powers.map(normalQuantile);
  const deviates = new Float64Array(powers.length);
  let wins = 0;
  for (let trial = 0; trial < trials; trial++) {
    for (let i = 0; i < deviates.length; i++) deviates[i] = random.normal();
    wins += limits.every((limit, i) => correlated(i) <= limit) ? 1 : 0;
  }
  return { power: wins / trials, ci: wilsonInterval(wins, trials, alpha).ci, trials };

  function correlated(i: number): number {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += at(root!, i, j) * deviates[j]!;
    return sum;
  }
}

export interface SimulatedPower {
  /** By endpoint. */
  readonly each: readonly SimulatedShare[];
  /** All endpoints at once. */
  readonly joint: SimulatedShare;
  /** Trials of which an endpoint could not be analysed; they count as not shown. */
  readonly failed: number;
}

/**
 * Power by simulating whole studies: for any design, any analysis, any number of co-primary endpoints.
 *
 * @param simulate draws one study, e.g. `(random) => simulateRoeMetz(design, model, random)`
 * @param analyse whether each endpoint is shown; undefined where it is not estimable
 */
export function simulatedPower<Data>(
  simulate: (random: Random) => Data,
  analyse: (data: Data) => readonly (boolean | undefined)[],
  { random, trials, alpha = 0.05 }: { random: Random; trials: number; alpha?: number },
): SimulatedPower {
  if (!Number.isInteger(trials) || trials < 1) throw new InvalidPlan(`${trials} trials`);
  const wins: number[] = [];
  let [joint, failed] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const shown = analyse(simulate(random.fork(trial)));
    shown.forEach((one, i) => (wins[i] = (wins[i] ?? 0) + (one ? 1 : 0)));
    joint += shown.every(Boolean) ? 1 : 0;
    failed += shown.includes(undefined) ? 1 : 0;
  }
  const share = (count: number): SimulatedShare => ({
    power: count / trials,
    ci: wilsonInterval(count, trials, alpha).ci,
    trials,
  });
  return { each: wins.map(share), joint: share(joint), failed };
}

function assertPower(power: number): void {
  if (!(power > 0 && power < 1)) throw new InvalidPlan(`a power of ${power}`);
}
