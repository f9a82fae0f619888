import {
  afrocCurve,
  averageCurve,
  casesRead,
  cellOf,
  inferredRocCurve,
  isEstimated,
  lrocCurve,
  rocCurve,
  wafrocCurve,
  type Curve,
  type Estimable,
  type FrocData,
  type LrocData,
  type MrmcData,
  type ReaderStudy,
  type RocCurve,
} from '@lectern/statistics';
import type { FigureName } from './file-analysis.js';

/** One reader's curve under one treatment, or the readers' average. */
export interface OperatingCurve {
  readonly treatment: string;
  /** null: average over readers, along lines of equal sum of both fractions. */
  readonly reader: string | null;
  readonly points: readonly (readonly [number, number])[];
}

type CurveOfCell = (cell: number, cases: Int32Array) => Estimable<Curve>;

/** The curves that belong to a figure of merit: ROC for areas and decisions, LROC, AFROC or wAFROC for the areas below those. */
export function operatingCurves(study: MrmcData | LrocData | FrocData, figure: FigureName): OperatingCurve[] {
  if ('lesionRatings' in study) {
    const curve = { wafroc: wafrocCurve, afroc: afrocCurve }[figure as 'wafroc' | 'afroc'] ?? inferredRocCurve;
    return readerCurves(study, (cell, cases) => curve(study, cell, cases));
  }
  if (figure === 'lroc' && 'correct' in study)
    return readerCurves(study, (cell, cases) => lrocCurve(study, cell, cases));
  const own = readerCurves(study, (cell, cases) => rocOf(study, cell, cases));
  return [...study.treatments.flatMap((treatment) => averageOf(treatment, own)), ...own];
}

function readerCurves(study: ReaderStudy, curveOf: CurveOfCell): OperatingCurve[] {
  return study.treatments.flatMap((treatment, t) =>
    study.readers.flatMap((reader, r) => {
      const cell = cellOf(study, t, r);
      const curve = curveOf(cell, casesRead(study, cell));
      return isEstimated(curve) ? [{ treatment, reader, points: curve.points.map(({ x, y }) => [x, y] as const) }] : [];
    }),
  );
}

function rocOf(study: MrmcData, cell: number, cases: Int32Array): Estimable<Curve> {
  const ratings = (positive: boolean) =>
    Float64Array.from(
      cases.filter((c) => study.cases[c]?.positive === positive),
      (c) => study.ratings[cell * study.cases.length + c] ?? NaN,
    );
  const [negatives, positives] = [ratings(false), ratings(true)];
  if (negatives.length === 0 || positives.length === 0)
    return { status: 'not-estimable', reason: 'cases of one class only' };
  const { falsePositiveRate, truePositiveRate } = rocCurve(negatives, positives);
  const points = Array.from(falsePositiveRate, (x, i) => ({ x, y: truePositiveRate[i] ?? NaN }));
  return { status: 'estimated', x: '', y: '', points };
}

function averageOf(treatment: string, curves: readonly OperatingCurve[]): OperatingCurve[] {
  const own = curves.filter((curve) => curve.treatment === treatment);
  if (own.length < 2) return [];
  const { falsePositiveRate, truePositiveRate } = averageCurve(own.map(asRoc), 'diagonal');
  const points = Array.from(falsePositiveRate, (x, i) => [x, truePositiveRate[i] ?? NaN] as const);
  return [{ treatment, reader: null, points }];
}

const asRoc = ({ points }: OperatingCurve): RocCurve => ({
  falsePositiveRate: Float64Array.from(points, ([x]) => x),
  truePositiveRate: Float64Array.from(points, ([, y]) => y),
});
