import {
  analyzeMrmc,
  clusteredDifference,
  conditionGee,
  crossedDesign,
  decisionsAt,
  empiricalAuc,
  fitLinearMixedModel,
  fromRows,
  pairedT,
  roeMetzModel,
  seededRandom,
  sensitivity,
  simulateRoeMetz,
  simulateTimes,
  splitPlotDesign,
  type BinaryRead,
  type ClusterBy,
  type Estimable,
  type Figure,
  type MrmcData,
  type Random,
  type SimulationDesign,
  type TimedRead,
} from '@lectern/statistics';
import type { Grid, Situation } from './grid.js';

/** One cell of the table: one method in one situation, both conditions alike. */
export interface CellResult {
  readonly situation: string;
  readonly method: string;
  readonly trials: number;
  /** Trials with p below alpha: type I errors. */
  readonly rejected: number;
  /** Trials that the method said it could not analyse, with its reasons; they count as not rejected. */
  readonly notEstimable: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Trials in which the method threw or gave what is no number. */
  readonly failed: number;
  readonly failures: readonly string[];
  /** Rejected among the grid's `firstTrials`. */
  readonly rejectedFirst: number;
  /** Over the trials analysed: of the difference and of its standard error; null where there are none. */
  readonly meanDifference: number | null;
  readonly sdDifference: number | null;
  readonly meanSe: number | null;
}

interface Tested {
  readonly estimate: number;
  readonly se: number;
  readonly p: number;
}
type Method = (random: Random) => Record<string, () => Estimable<Tested>>;

/** Runs the trials of one situation; the same grid gives the same result to the last bit. */
export function runSituation(grid: Grid, situation: Situation, trials = grid.trials): CellResult[] {
  const draw = situation.ratings ? ratingTrial(grid, situation) : timeTrial(grid, situation);
  const random = seededRandom(`${grid.seed}/${situation.id}`);
  const tallies = situation.methods.map((method) => ({ method, tally: new Tally(grid) }));
  for (let trial = 0; trial < trials; trial++) {
    const analyses = draw(random.fork(trial));
    for (const { method, tally } of tallies) tally.add(trial, analyses[method]!);
  }
  return tallies.map(({ method, tally }) => ({ situation: situation.id, method, trials, ...tally.result() }));
}

class Tally {
  private rejected = 0;
  private rejectedFirst = 0;
  private readonly reasons: Record<string, number> = {};
  private readonly failures: string[] = [];
  private readonly tested: Tested[] = [];

  constructor(private readonly grid: Grid) {}

  add(trial: number, analyse: () => Estimable<Tested>): void {
    try {
      const result = analyse();
      if (result.status === 'not-estimable') {
        this.reasons[result.reason] = (this.reasons[result.reason] ?? 0) + 1;
        return;
      }
      const { estimate, se, p } = result;
      if (![estimate, se, p].every(Number.isFinite)) throw new Error(`estimate ${estimate}, se ${se}, p ${p}`);
      this.tested.push({ estimate, se, p });
      if (p >= this.grid.alpha) return;
      this.rejected++;
      if (trial < this.grid.firstTrials) this.rejectedFirst++;
    } catch (failure) {
      this.failures.push(`trial ${trial}: ${String(failure)}`);
    }
  }

  result(): Omit<CellResult, 'situation' | 'method' | 'trials'> {
    const estimates = this.tested.map(({ estimate }) => estimate);
    const centre = mean(estimates);
    const spread = mean(estimates.map((estimate) => (estimate - (centre ?? 0)) ** 2));
    return {
      rejected: this.rejected,
      notEstimable: Object.values(this.reasons).reduce((sum, count) => sum + count, 0),
      reasons: this.reasons,
      failed: this.failures.length,
      failures: this.failures.slice(0, 5),
      rejectedFirst: this.rejectedFirst,
      meanDifference: centre,
      sdDifference: spread === null ? null : Math.sqrt(spread),
      meanSe: mean(this.tested.map(({ se }) => se)),
    };
  }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function designOf(grid: Grid, { readers, cases, design }: Situation): SimulationDesign {
  const size = { readers, negatives: cases, positives: cases };
  return design === 'crossed' ? crossedDesign(size) : splitPlotDesign(size, grid.splitPlotGroups);
}

function ratingTrial(grid: Grid, situation: Situation): Method {
  const design = designOf(grid, situation);
  const model = roeMetzModel(situation.ratings!.structure, situation.ratings!.area);
  const threshold = model.means[0]! / 2;
  return (random) => {
    const data = simulateRoeMetz(design, model, random);
    const decisions = decisionsAt(data, threshold);
    return {
      'auc-or': () => difference(data, empiricalAuc, 'or'),
      'sensitivity-or': () => difference(decisions, sensitivity(1), 'or'),
      'auc-ustat': () => difference(data, empiricalAuc, 'ustat'),
      'sensitivity-ustat': () => difference(decisions, sensitivity(1), 'ustat'),
      'sensitivity-gee-reader': () => geeDifference(decisions, 'reader'),
      'sensitivity-gee-case': () => geeDifference(decisions, 'case'),
      'sensitivity-obuchowski': () => clusteredDifference(positiveReads(decisions), ...pairOf(decisions)),
    };
  };
}

function difference(data: MrmcData, figure: Figure<MrmcData>, method: 'or' | 'ustat'): Estimable<Tested> {
  const { differences } = analyzeMrmc(data, { figure, method, ...(method === 'or' && { covariance: 'delong' }) });
  const found = differences.find(({ analysis }) => analysis === 'RRRC');
  if (!found) throw new Error('no difference with random readers and cases');
  return found;
}

function geeDifference(decisions: MrmcData, by: ClusterBy): Estimable<Tested> {
  const [a] = pairOf(decisions);
  const fit = conditionGee(positiveReads(decisions), a, by, 'identity');
  return fit.status === 'estimated' ? { status: 'estimated', ...fit.coefficients[1]! } : fit;
}

function pairOf({ treatments }: MrmcData): [string, string] {
  return [treatments[0]!, treatments[1]!];
}

/** Decisions on cases with the finding: right where the finding was called. */
function positiveReads({ readers, treatments, cases, ratings, read }: MrmcData): BinaryRead[] {
  const reads: BinaryRead[] = [];
  for (const [t, condition] of treatments.entries())
    for (const [r, reader] of readers.entries())
      for (const [c, { id, positive }] of cases.entries()) {
        const at = (t * readers.length + r) * cases.length + c;
        if (positive && read[at] === 1) reads.push({ reader, condition, case: id, success: ratings[at] === 1 });
      }
  return reads;
}

function timeTrial(grid: Grid, situation: Situation): Method {
  const design = designOf(grid, situation);
  const { mean: log, period, standardDeviations } = grid.timeModel;
  return (random) => {
    const reads = simulateTimes(design, { means: [log, log], period, standardDeviations }, random);
    return { 'time-lmm': () => timeDifference(reads), 'time-reader-t': () => readerDifference(reads) };
  };
}

/** The primary model of `analyzeTime`, without its other models. */
export function timeDifference(reads: readonly TimedRead[]): Estimable<Tested> {
  const fit = fitLinearMixedModel({
    response: reads.map(({ seconds }) => Math.log(seconds)),
    fixed: fromRows(reads.map(({ condition, period }) => [1, condition === 0 ? 1 : 0, period])),
    terms: ['(Intercept)', 'condition', 'period'],
    random: [
      { group: 'reader', levels: reads.map(({ reader }) => `${reader}`) },
      { group: 'case', levels: reads.map((read) => `${read.case}`) },
      { group: 'reader:condition', levels: reads.map(({ reader, condition }) => `${reader}:${condition}`) },
    ],
  });
  if (fit.status === 'not-estimable') return fit;
  const { estimate, se, p } = fit.fixed[1]!;
  return { status: 'estimated', estimate, se, p };
}

/** The check that `analyzeTime` sets beside its model. */
function readerDifference(reads: readonly TimedRead[]): Estimable<Tested> {
  const meanLog = (own: readonly TimedRead[], condition: number): number =>
    mean(own.filter((read) => read.condition === condition).map(({ seconds }) => Math.log(seconds)))!;
  const byReader = Map.groupBy(reads, ({ reader }) => reader);
  return pairedT(Array.from(byReader.values(), (own) => meanLog(own, 0) - meanLog(own, 1)));
}
