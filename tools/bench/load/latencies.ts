import { percentile } from '../percentile.js';

/** How long requests took, by what they asked for (milliseconds). */
export class Latencies {
  private readonly byKind = new Map<string, number[]>();

  /** @throws what `request` throws; a failed request has no latency */
  async timed<T>(kind: string, request: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const answer = await request();
    const times = this.byKind.get(kind) ?? [];
    this.byKind.set(kind, times);
    times.push(performance.now() - begun);
    return answer;
  }

  get kinds(): string[] {
    return [...this.byKind.keys()].sort();
  }

  count(kind: string): number {
    return this.byKind.get(kind)?.length ?? 0;
  }

  percentile(kind: string, p: number): number {
    return percentile(this.byKind.get(kind) ?? [], p);
  }

  /** A table by kind. @param elapsed seconds over which the requests were made */
  table(elapsed: number): string[] {
    const rows = this.kinds.map((kind) => {
      const at = [0.5, 0.95, 0.99, 1].map((p) => this.percentile(kind, p).toFixed(1)).join(' | ');
      return `| ${kind} | ${this.count(kind)} | ${(this.count(kind) / elapsed).toFixed(1)} | ${at} |`;
    });
    return [
      '| request | number | a second | p50, ms | p95, ms | p99, ms | max, ms |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
      ...rows,
    ];
  }
}
