import {
  areaVariance,
  isEstimated,
  proportionVariance,
  publishedComponents,
  type CovarianceMethod,
  type PlanningComponents,
} from '@lectern/statistics';
import { readStudyFile, type StudyFileRequest } from '../analyze/analyze-file.js';
import { figureOnFile } from '../analyze/figure-on-file.js';
import type { Metric, MetricRequest } from '../analyze/metrics.js';
import { InputError, UsageError } from '../terminal/errors.js';
import { withFileName } from '../terminal/input-file.js';

export type ComponentName = keyof PlanningComponents;
export type PublishedName =
  'area' | 'proportion' | 'positives' | 'negatives' | 'cases' | 'treatmentReader' | 'r1' | 'r2' | 'r3';

export interface SourcesRequest extends StudyFileRequest, Omit<MetricRequest, 'metric'> {
  readonly pilot?: string;
  /** Endpoints of a pilot study. */
  readonly metric?: readonly Metric[];
  readonly covariance?: CovarianceMethod;
  readonly components?: readonly Partial<Record<ComponentName, number>>[];
  readonly published?: readonly Partial<Record<PublishedName, number>>[];
}

export interface EndpointComponents {
  readonly name: string;
  /** Their `cases` are all cases of a study, whichever of them the figure rests on. */
  readonly components: PlanningComponents;
  readonly warnings: readonly string[];
}

/** @throws UsageError for sources that are missing, mixed or incomplete; InputError for a pilot study that has no components */
export async function endpointComponents(request: SourcesRequest): Promise<EndpointComponents[]> {
  const { pilot, components = [], published = [] } = request;
  const given = [pilot !== undefined, components.length > 0, published.length > 0].filter(Boolean);
  if (given.length !== 1)
    throw new UsageError(
      'power needs one source: --pilot FILE, --components ... or --published ... (the latter two once an endpoint)',
    );
  if (pilot !== undefined) return fromPilot(pilot, request);
  return [
    ...components.map((one, i) => ({ name: `endpoint ${i + 1}`, components: complete(one), warnings: [] })),
    ...published.map((one, i) => ({ name: `endpoint ${i + 1}`, components: fromPublished(one), warnings: [] })),
  ];
}

async function fromPilot(
  path: string,
  { metric = ['auc'], covariance, ...request }: SourcesRequest,
): Promise<EndpointComponents[]> {
  const file = await readStudyFile(path, request);
  const { threshold, atSpecificity, range } = request;
  return withFileName(path, () =>
    metric.map((name) => {
      const isDecision = name === 'sensitivity' || name === 'specificity';
      const on = figureOnFile(file, {
        metric: name,
        ...(isDecision && threshold !== undefined && { threshold }),
        ...(name === 'sensitivity' && atSpecificity !== undefined && { atSpecificity }),
        ...(name === 'pauc' && range !== undefined && { range }),
      });
      const found = on.pilot(covariance);
      if (!isEstimated(found)) throw new InputError(`${path}: no variance components of ${on.figure}: ${found.reason}`);
      const { status: _, ...components } = found;
      return { name: on.figure, components: { ...components, cases: on.study.cases.length }, warnings: on.warnings };
    }),
  );
}

const COMPONENTS = ['treatmentReader', 'error', 'cov1', 'cov2', 'cov3', 'cases'] as const;

function complete(given: Partial<Record<ComponentName, number>>): PlanningComponents {
  return required(given, COMPONENTS, '--components');
}

function fromPublished(given: Partial<Record<PublishedName, number>>): PlanningComponents {
  const { treatmentReader, r1, r2, r3 } = required(given, ['treatmentReader', 'r1', 'r2', 'r3'], '--published');
  const common = { treatmentReader, r1, r2, r3 };
  if (given.area !== undefined) {
    const { area, positives, negatives } = required(given, ['area', 'positives', 'negatives'], '--published');
    const cases = positives + negatives;
    return publishedComponents({ ...common, error: areaVariance(area, negatives, positives), cases });
  }
  const { proportion, cases } = required(given, ['proportion', 'cases'], '--published, without an area,');
  return publishedComponents({ ...common, error: proportionVariance(proportion, cases), cases });
}

function required<const Name extends string>(
  given: Partial<Record<Name, number>>,
  names: readonly Name[],
  option: string,
): Record<Name, number> {
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length > 0) throw new UsageError(`${option} lacks ${missing.join(', ')}`);
  return given as Record<Name, number>;
}
