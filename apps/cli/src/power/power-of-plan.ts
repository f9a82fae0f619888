import type { PowerOutput } from '@lectern/contracts';
import {
  casesFor,
  estimated,
  isEstimated,
  jointPower,
  jointPowerOfTwo,
  orPower,
  seededRandom,
  type Analysis,
  type Estimable,
  type PlannedStudy,
  type Power,
} from '@lectern/statistics';
import { UsageError } from '../terminal/errors.js';
import { orNull } from '../terminal/not-estimable.js';
import { endpointComponents, type EndpointComponents, type SourcesRequest } from './endpoints.js';

export interface PowerRequest extends SourcesRequest {
  readonly readers: readonly number[];
  readonly cases: readonly number[];
  /** By endpoint. */
  readonly effect: readonly number[];
  /** By endpoint; null: superiority. */
  readonly margin?: readonly (number | null)[];
  readonly analysis?: Analysis;
  readonly correlation?: number;
  readonly alpha?: number;
  readonly target?: number;
}

interface Endpoint extends EndpointComponents {
  readonly effect: number;
  readonly margin: number | null;
}

/** `lectern power`. @throws UsageError, InputError */
export async function powerOfPlan(request: PowerRequest): Promise<PowerOutput> {
  const { readers, cases, analysis = 'RRRC', alpha = 0.05, target = 0.8, correlation = 0 } = request;
  const endpoints = withEffects(await endpointComponents(request), request);
  const powerAt = (size: Size): Estimable<Power>[] => endpoints.map((one) => powerOf(one, size, { analysis, alpha }));
  const together = (size: Size): Estimable<Power> => joint(powerAt(size), correlation);
  return {
    metric: 'power',
    method: `Obuchowski-Rockette, ${analysis}, noncentral F (or t, for non-inferiority)`,
    analysis,
    endpoints: endpoints.map(({ name, effect, margin, components }) => ({ name, effect, margin, components })),
    correlation: endpoints.length > 1 ? correlation : null,
    grid: readers.flatMap((j) =>
      cases.map((k) => {
        const size = { readers: j, cases: k };
        const each = powerAt(size).map((one) => {
          const { df2, ...numbers } = orNull(one, ['power', 'se', 'df2', 'noncentrality']);
          return { ...numbers, df: df2 };
        });
        return { ...size, ...orNull(together(size), ['power']), endpoints: each };
      }),
    ),
    target,
    casesNeeded: readers.map((j) => ({
      readers: j,
      ...orNull(casesFor(together, { readers: j, effect: 0 }, target), ['cases', 'power']),
    })),
    alpha,
    source: ['Hillis, Obuchowski and Berbaum, Acad Radiol 2011; 18:129', ...(endpoints.length > 1 ? [JOINT] : [])],
    warnings: [...new Set(endpoints.flatMap(({ warnings, ...of }) => [...warnings, ...constraints(of)]))],
  };
}

/** What the plan takes as zero. */
function constraints({ name, components }: Omit<Endpoint, 'warnings'>): string[] {
  const { treatmentReader, cov2, cov3 } = components;
  return [
    ...(treatmentReader < 0 ? [`${name}: treatmentReader is ${treatmentReader}, and taken as zero`] : []),
    ...(cov2 < cov3 ? [`${name}: cov2 - cov3 is ${cov2 - cov3}, and taken as zero`] : []),
  ];
}

/** Of the joint power of three and more endpoints, whose Monte Carlo error is then below 0.004. */
const TRIALS = 20_000;

const JOINT = 'Sozu et al., Stat Med 2010; 29:2169 (co-primary endpoints)';

type Size = Pick<PlannedStudy, 'readers' | 'cases'>;

function powerOf(
  { components, effect, margin }: Endpoint,
  { readers, cases }: Size,
  { analysis, alpha }: { analysis: Analysis; alpha: number },
): Estimable<Power> {
  return orPower(components, { readers, cases, effect, alpha, ...(margin !== null && { margin }) }, analysis);
}

/** Power to show all: of one endpoint its own; the first that is not estimable says why there is none. */
function joint(powers: readonly Estimable<Power>[], correlation: number): Estimable<Power> {
  const all = powers.filter(isEstimated);
  if (all.length < powers.length) return powers.find((one) => !isEstimated(one))!;
  const [first, second] = all;
  if (second === undefined) return first!;
  const within = all.map(({ power }) => Math.min(Math.max(power, 1e-12), 1 - 1e-12));
  if (all.length === 2) return estimated({ ...first!, power: jointPowerOfTwo(within[0]!, within[1]!, correlation) });
  const correlations = within.map((_, i) => within.map((_, j) => (i === j ? 1 : correlation)));
  return estimated({
    ...first!,
    power: jointPower(within, correlations, { random: seededRandom(1), trials: TRIALS }).power,
  });
}

function withEffects(
  endpoints: readonly EndpointComponents[],
  { effect, margin = [], correlation }: PowerRequest,
): Endpoint[] {
  const names = endpoints.map(({ name }) => name).join(', ');
  if (effect.length !== endpoints.length)
    throw new UsageError(`--effect has ${effect.length} values for ${endpoints.length} endpoints: ${names}`);
  if (margin.length > 0 && margin.length !== endpoints.length)
    throw new UsageError(
      `--margin has ${margin.length} values for ${endpoints.length} endpoints (none: superiority): ${names}`,
    );
  if (correlation !== undefined && endpoints.length < 2) throw new UsageError('--correlation is for several endpoints');
  return endpoints.map((one, i) => ({ ...one, effect: effect[i]!, margin: margin[i] ?? null }));
}
