import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What V8 writes by `--cpu-prof`, as far as it is read here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Options of Node under which each process of an installation writes its profile into a folder when it ends. */
export const profiledInto = (folder: string): string => `--cpu-prof --cpu-prof-interval 1000 --cpu-prof-dir=${folder}`;

/** Seconds that the main thread of an application was at work, by what it worked on, most first; waiting is left out. */
export function workOf(folder: string, application: 'api' | 'worker'): [string, number][] {
  const seconds = new Map<string, number>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.cpuprofile'))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
    if (!nodes.some(({ callFrame }) => callFrame.url.endsWith(`apps/${application}/dist/main.js`))) continue;
    const areas = new Map(nodes.map(({ id, callFrame }) => [id, areaOf(callFrame)] as const));
    for (const [index, sample] of samples.entries()) {
      const area = areas.get(sample) ?? null;
      if (area) seconds.set(area, (seconds.get(area) ?? 0) + (timeDeltas[index] ?? 0) / 1e6);
    }
  }
  return [...seconds].sort(([, a], [, b]) => b - a);
}

/** The room, package or part of Node that a function belongs to; null where the thread waits. */
function areaOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string | null {
  if (functionName === '(idle)' || functionName === '(root)') return null;
  if (functionName.startsWith('(')) return functionName;
  const packages = [...url.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)];
  const own = /\/((?:libs|apps)\/[^/]+)\//.exec(url)?.[1];
  return packages.at(-1)?.[1] ?? own ?? (url.startsWith('node:') ? url : `node, ${functionName}`);
}
