/**
 * `npm run bench:viewer`: how soon the next case stands on screen, and what a long sitting costs in memory; in software rendering on this machine, beside
 * stock OHIF on Orthanc on the same cases. Three parts, each kept when done, so that a long run can be done in pieces; a whole run writes table.md.
 *
 * --part reading|sitting|stock (default: all)  --cases N (default 16)  --sitting N (default 200)
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { type Figure, report } from '../../../../tools/bench/goals.js';
import { percentile } from '../../../../tools/bench/percentile.js';
import { type BenchCase, keptBenchCases } from './bench-cases.js';
import { haveOrthanc } from './orthanc.js';
import { type Reading, readThrough } from './reading-part.js';
import { type Sitting, sit } from './sitting-part.js';
import { stockTimes } from './stock-part.js';

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    cases: { type: 'string', default: '16' },
    sitting: { type: 'string', default: '200' },
  },
});
const kept = join(import.meta.dirname, '..', '..', '..', '..', '.lectern', 'bench', 'viewer');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Parts {
  readonly reading: Reading;
  readonly sitting: Sitting;
  readonly stock: readonly number[];
}

const measure: { readonly [Part in keyof Parts]: () => Promise<Parts[Part]> } = {
  reading: () => readThrough(cases(), say),
  sitting: () => sit(cases(), Number(values.sitting), say),
  stock: () => stockTimes(cases(), say),
};

function cases(): readonly BenchCase[] {
  return keptBenchCases(Number(values.cases), kept);
}

mkdirSync(kept, { recursive: true });
for (const part of Object.keys(measure) as (keyof Parts)[]) {
  if (values.part !== undefined && values.part !== part) continue;
  if (part === 'stock' && !haveOrthanc()) {
    say('stock: skipped, since Orthanc with its DICOMweb plug-in is neither here nor to be installed');
    continue;
  }
  say(`${part} ...`);
  const at = new Date().toISOString();
  writeFileSync(join(kept, `${part}.json`), JSON.stringify({ at, measured: await measure[part]() }));
}
const { lines, conclusion, met } = report(figures());
if (values.part === undefined)
  writeFileSync(join(import.meta.dirname, 'table.md'), await format(page(lines, conclusion), { parser: 'markdown' }));
console.log([...lines, conclusion].join('\n'));
process.exit(met ? 0 : 1);

function page(table: readonly string[], last: string): string {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format();
  const run = `\`npm run bench:viewer -- --cases ${values.cases} --sitting ${values.sitting}\``;
  return [
    '# From submit to the next case\n',
    `${run}, ${date}, ${availableParallelism()} cores, Chromium drawing in software, on the digital fetal brain.\n`,
    ...table,
    `\n${last}\n`,
  ].join('\n');
}

function figures(): Figure[] {
  const [reading, sitting, stock] = [keptPart('reading'), keptPart('sitting'), keptPart('stock')];
  const beside = stock
    ? `stock OHIF on Orthanc, next case by its address, one viewport: ${seconds(stock, 0.5)} (p95 ${seconds(stock, 0.95)})`
    : 'stock OHIF on Orthanc: not measured';
  const p95 = (what: string, times: readonly number[] | undefined, goal: number): Figure => ({
    what: `${what}, p95 of ${times?.length ?? 0}`,
    measured: percentile(times ?? [], 0.95),
    goal,
    unit: 'ms',
    beside: `median ${percentile(times ?? [], 0.5).toFixed(0)} ms; ${beside}`,
  });
  return [
    p95('submit to first images of the next case', reading?.firstImages, 250),
    p95('submit to AI overlay of the next case', reading?.overlays, 650),
    p95('first images, long sitting', sitting?.firstImages, 250),
    p95('AI overlay, long sitting', sitting?.overlays, 650),
    {
      what: `memory of the renderer after ${sitting?.firstImages.length ?? 0} cases, times that after 20`,
      measured: sitting ? sitting.late.renderer / sitting.early.renderer : NaN,
      goal: 1.5,
      unit: '',
      beside: sitting ? `${memory(sitting.early)} -> ${memory(sitting.late)}; no frame was exchanged` : '',
    },
  ];
}

function keptPart<Part extends keyof Parts>(part: Part): Parts[Part] | undefined {
  try {
    const { at, measured } = JSON.parse(readFileSync(join(kept, `${part}.json`), 'utf8')) as {
      at: string;
      measured: Parts[Part];
    };
    console.log(`${part}: measured at ${at}`);
    return measured;
  } catch {
    return undefined; // not measured yet: its figures are missed
  }
}

function seconds(times: readonly number[], share: number): string {
  return `${(percentile(times, share) / 1_000).toFixed(1)} s`;
}

function memory({ renderer, gpu, heap }: Sitting['early']): string {
  return `${renderer.toFixed(0)} MB (heap ${heap.toFixed(0)}, GPU process ${gpu.toFixed(0)})`;
}
