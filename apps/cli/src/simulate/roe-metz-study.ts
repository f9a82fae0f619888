import {
  crossedDesign,
  differenceVariance,
  meanReaderArea,
  normalQuantile,
  roeMetzModel,
  seededRandom,
  simulateRoeMetz,
  splitPlotDesign,
  unpairedCasesDesign,
  unpairedReadersDesign,
  withUnequalVariance,
  type MrmcData,
  type RoeMetzArea,
  type RoeMetzModel,
  type RoeMetzStructure,
  type SimulationDesign,
} from '@lectern/statistics';
import { UsageError } from '../terminal/errors.js';

export type VarianceName = 'reader' | 'readerTreatment' | 'case' | 'caseTreatment' | 'readerCase' | 'error';
export type DesignName = 'crossed' | 'split-plot' | 'unpaired-cases' | 'unpaired-readers';

export interface RoeMetzRequest {
  readonly structure?: RoeMetzStructure;
  readonly area?: RoeMetzArea;
  /** Own variances and means, instead of a published structure. */
  readonly components?: Partial<Record<VarianceName, number>>;
  readonly means?: readonly number[];
  readonly b?: number;
  /** Mean-to-sigma ratio of the unequal-variance model. */
  readonly unequal?: number;
  /** Area of the second treatment minus that of the first, averaged over readers. */
  readonly effect?: number;
  readonly readers: number;
  readonly negatives: number;
  readonly positives: number;
  readonly design?: DesignName;
  readonly groups?: number;
  readonly seed: number;
}

/** `lectern simulate roe-metz`. @throws UsageError */
export function roeMetzStudy(request: RoeMetzRequest): MrmcData {
  try {
    const model = modelOf(request);
    return simulateRoeMetz(designOf(request, model.means.length), model, seededRandom(request.seed));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message); // sizes or a ratio that no study has
    throw error;
  }
}

function modelOf(request: RoeMetzRequest): RoeMetzModel {
  const { structure, area, components, unequal, effect } = request;
  if ((structure === undefined) === (components === undefined))
    throw new UsageError('simulate roe-metz needs --structure HH|HL|LH|LL with --area, or --components with --means');
  const published = structure !== undefined;
  if (published && area === undefined) throw new UsageError('--structure needs --area 0.7, 0.855 or 0.96');
  if (published && (request.means !== undefined || request.b !== undefined))
    throw new UsageError('--means and --b are for --components');
  const model = published ? roeMetzModel(structure, area!) : ownModel(request);
  const spread = unequal === undefined ? model : withUnequalVariance(model, unequal);
  return effect === undefined ? spread : withEffect(spread, effect);
}

const VARIANCES = ['reader', 'readerTreatment', 'case', 'caseTreatment', 'readerCase', 'error'] as const;

function ownModel({ components = {}, means, b = 1 }: RoeMetzRequest): RoeMetzModel {
  const missing = VARIANCES.filter((name) => components[name] === undefined);
  if (missing.length > 0) throw new UsageError(`--components lacks ${missing.join(', ')}`);
  const negative = VARIANCES.find((name) => components[name]! < 0);
  if (negative) throw new UsageError(`--components: the variance ${negative} is negative`);
  if (means === undefined || means.length < 1) throw new UsageError('--components needs --means, one a treatment');
  const {
    reader,
    readerTreatment,
    case: ofCase,
    caseTreatment,
    readerCase,
    error,
  } = components as Record<VarianceName, number>;
  return {
    means,
    variances: {
      reader,
      readerCondition: readerTreatment,
      case: ofCase,
      caseCondition: caseTreatment,
      readerCase,
      error,
    },
    b,
  };
}

/** The second mean moved to where readers' average area differs by the effect. */
function withEffect(model: RoeMetzModel, effect: number): RoeMetzModel {
  if (model.means.length !== 2) throw new UsageError('--effect is for two treatments');
  const area = meanReaderArea(model, 0) + effect;
  if (!(area > 0 && area < 1)) throw new UsageError(`--effect ${effect} makes an area of ${area.toFixed(4)}`);
  return { ...model, means: [model.means[0]!, normalQuantile(area) * Math.sqrt(differenceVariance(model))] };
}

function designOf(
  { readers, negatives, positives, design = 'crossed', groups }: RoeMetzRequest,
  conditions: number,
): SimulationDesign {
  if ((design === 'split-plot') !== (groups !== undefined))
    throw new UsageError('--design split-plot needs --groups G, and no other design has groups');
  const size = { readers, negatives, positives, conditions };
  switch (design) {
    case 'crossed':
      return crossedDesign(size);
    case 'split-plot':
      return splitPlotDesign(size, groups!);
    case 'unpaired-cases':
      return unpairedCasesDesign(size);
    case 'unpaired-readers':
      return unpairedReadersDesign(size);
  }
}
