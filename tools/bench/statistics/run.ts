/**
 * `npm run bench:statistics`: seconds and memory of the room's heaviest analyses against their goals; beside them R's packages on the same data
 * where R is there. Seconds are the median of repeated calls in one process, after a first one that is printed too; the largest studies run
 * once, each in a process of its own. Prints a table; exit 1 where a goal is missed.
 *
 * --skip-large  without the studies of 100 readers and 10,000 cases
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, type Figure } from '../goals.js';
import { runPeers, type PeerTiming } from './peers.js';
import { growthExponent, time } from './stopwatch.js';
import { analyse, fitTimes, MRMC_METHODS, ratings, timeModel, times, type MrmcMethod } from './workloads.js';

const { values } = parseArgs({ options: { 'skip-large': { type: 'boolean', default: false } } });
const GIBIBYTE = 2 ** 30;
const MEDIUM_GOAL: Record<MrmcMethod, number> = { delong: 0.1, jackknife: 0.1, unbiased: 0.2, ustat: 0.2 };
const LARGE_GOAL: Record<MrmcMethod, number> = { delong: 10, jackknife: 10, unbiased: 60, ustat: 60 };
const PACKAGES = 'MRMCaov 0.3.0: 3.5 s, the fastest package (measured elsewhere)';
/** n log n between these sizes rises by an exponent of 1.1; caches and noise are given the rest, a square has 2. */
const GROWTH_SIZES = [2000, 8000, 32000];
const GROWTH_GOAL = 1.3;

const medium = ratings(20, 1000);
const reads = times(8, 120);
const peers = runPeers(reads, medium);
const figures = [
  ...MRMC_METHODS.map(mediumFigure),
  timeFigure(),
  ...MRMC_METHODS.map(growthFigure),
  ...(values['skip-large'] ? [] : MRMC_METHODS.flatMap(largeFigures)),
];
const { lines, conclusion, met } = report(figures);
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
process.stdout.write([`Statistics on ${machine}; one thread.`, '', ...lines, '', conclusion, ''].join('\n'));
process.exitCode = met ? 0 : 1;

function mediumFigure(method: MrmcMethod): Figure {
  const { first, median } = time(() => analyse(medium, method), 5);
  const proc = method === 'delong' ? `; ${beside('delong', 'pROC')}` : '';
  return {
    what: `${method}, 20 readers x 2 x 1,000 cases (first call ${first.toFixed(3)} s)`,
    measured: median,
    goal: MEDIUM_GOAL[method],
    unit: 's',
    beside: `${PACKAGES}${proc}`,
  };
}

function timeFigure(): Figure {
  const model = timeModel(reads);
  const { first, median } = time(() => fitTimes(model), 5);
  return {
    what: `linear mixed model, 8 readers x 2 x 120 cases (first call ${first.toFixed(3)} s)`,
    measured: median,
    goal: 0.2,
    unit: 's',
    beside: `${beside('lmer', 'lme4 with lmerTest')}; lme4: 0.5 s (measured elsewhere)`,
  };
}

function growthFigure(method: MrmcMethod): Figure {
  const points = GROWTH_SIZES.map((cases) => {
    const data = ratings(5, cases);
    return { size: cases, seconds: time(() => analyse(data, method), 3).median };
  });
  const took = points.map(({ size, seconds }) => `${size}: ${seconds.toFixed(3)} s`).join(', ');
  return {
    what: `${method}, growth with cases (5 readers; ${took})`,
    measured: growthExponent(points),
    goal: GROWTH_GOAL,
    unit: 'exponent',
    beside: '1.1 is n log n',
  };
}

function largeFigures(method: MrmcMethod): Figure[] {
  const script = fileURLToPath(new URL('./large.ts', import.meta.url));
  const register = fileURLToPath(new URL('../../register.mjs', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', register, script, method, '100', '10000'], {
    encoding: 'utf8',
  });
  const { seconds, peakBytes } = JSON.parse(printed) as { seconds: number; peakBytes: number };
  const what = `${method}, 100 readers x 2 x 10,000 cases`;
  return [
    { what, measured: seconds, goal: LARGE_GOAL[method], unit: 's', beside: '' },
    { what: `${what}, memory of the process`, measured: peakBytes / GIBIBYTE, goal: 1, unit: 'GiB', beside: '' },
  ];
}

function beside(name: PeerTiming['name'], called: string): string {
  const found = peers.find((peer) => peer.name === name);
  return found
    ? `${called} ${found.version}: ${found.seconds} s, here and now`
    : `${called}: absent here (R packages lme4, lmerTest, pROC)`;
}
