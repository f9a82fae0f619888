import { readFileSync, readdirSync } from 'node:fs';
import { processesOn } from '../../recovery/launcher.js';

/** Linux counts a process's time in these (`getconf CLK_TCK`). */
const TICKS_A_SECOND = 100;

/** CPU time so far, seconds, of the readers (this process) and of an installation's processes with their children, by name. */
export function cpuSecondsOf(dataFolder: string): Record<string, number> {
  const { user, system } = process.cpuUsage();
  const seconds: Record<string, number> = { readers: (user + system) / 1e6 };
  const parents = new Map<number, string>();
  for (const { pid, command } of processesOn(dataFolder)) {
    const name = ['api', 'worker', 'temporal', 'postgres'].find(
      (each) => command.includes(`${each}/dist`) || command.includes(`/${each} `),
    );
    if (pid !== process.pid && name) parents.set(pid, name);
  }
  for (const entry of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const stat = statOf(entry);
    const name = parents.get(Number(entry)) ?? (stat && parents.get(stat.parent));
    if (stat && name) seconds[name] = (seconds[name] ?? 0) + stat.ticks / TICKS_A_SECOND;
  }
  return seconds;
}

/** CPU time of one process so far (seconds); null where it has ended, or the system does not say. */
export function processorSecondsOf(pid: number): number | null {
  const stat = statOf(`${pid}`);
  return stat && stat.ticks / TICKS_A_SECOND;
}

/** Of proc(5): fields after the command's name, which may hold spaces. Time of children that ended is counted with their parent. */
function statOf(pid: string): { readonly parent: number; readonly ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    return { parent, ticks: fields.slice(11, 15).reduce((sum, each) => sum + each, 0) };
  } catch {
    return null; // ended meanwhile
  }
}
