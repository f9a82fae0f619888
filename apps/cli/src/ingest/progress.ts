/** How far the cases of a folder are. What was at the server before counts as done, and in no rate. */
export class Progress {
  private casesDone = 0;
  private bytesSent = 0;
  private readonly done = new Map<string, { readonly files: number; readonly bytes: number }>();

  /** @param all cases, files and bytes of the folder. @param now instant, ms since 1970 */
  constructor(
    private readonly all: { readonly cases: number; readonly files: number; readonly bytes: number },
    private readonly now: () => number,
    private readonly begunAt = now(),
  ) {}

  get sent(): number {
    return this.bytesSent;
  }

  /** So much more of a case left this machine (bytes). */
  sends(bytes: number): void {
    this.bytesSent += bytes;
  }

  /** So much of a case is at the server. */
  has(label: string, there: { readonly files: number; readonly bytes: number }): void {
    this.done.set(label, there);
  }

  /** Nothing more is to be sent of a case. */
  ends(label: string, there: { readonly files: number; readonly bytes: number }): void {
    this.has(label, there);
    this.casesDone++;
  }

  /** e.g. `3/12 cases, 60/240 files, 31 MB of 126 MB, 10.3 MB/s, 9 s left` */
  line(): string {
    const { cases, files, bytes } = this.all;
    const there = [...this.done.values()];
    const sum = (of: 'files' | 'bytes'): number => there.reduce((total, each) => total + each[of], 0);
    const rate = (1000 * this.bytesSent) / Math.max(1, this.now() - this.begunAt);
    const left = rate > 0 ? (bytes - sum('bytes')) / rate : null;
    return [
      `${this.casesDone}/${cases} cases`,
      `${sum('files')}/${files} files`,
      `${inBytes(sum('bytes'))} of ${inBytes(bytes)}`,
      ...(rate > 0 ? [`${inBytes(rate)}/s`] : []),
      ...(left !== null && left > 0 ? [`${inTime(left)} left`] : []),
    ].join(', ');
  }
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** With three digits at most, e.g. `9.54 MB`. */
export function inBytes(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? Math.round(value) : Number(value.toPrecision(3))} ${units[power]}`;
}

/** Of seconds, e.g. `2 h 5 min`. */
export function inTime(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
