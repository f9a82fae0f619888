import { Injectable, signal } from '@angular/core';
import { isEstimated, type PlanningComponents } from '@lectern/statistics';
import type { FileAnalysis, FigureName } from './file-analysis.js';

export interface Pilot {
  readonly name: string;
  readonly figure: FigureName;
  readonly components: PlanningComponents;
  /** Observed difference of the second treatment to the first; null where there is none. */
  readonly difference: number | null;
}

/** The study from which the next is planned, handed from page to page. */
@Injectable({ providedIn: 'root' })
export class PilotStudy {
  readonly pilot = signal<Pilot | null>(null);
  /** Why the last file could not serve as a pilot: place, field and reason, as far as they are known; empty where it can. */
  readonly refusal = signal<readonly string[]>([]);

  take({ file, figure, pilot, result }: FileAnalysis): void {
    if (!isEstimated(pilot)) {
      this.pilot.set(null);
      this.refusal.set([pilot.reason]);
      return;
    }
    const { status: _, ...components } = pilot;
    const observed = result.differences.find(({ analysis }) => analysis === 'RRRC');
    const difference = observed?.status === 'estimated' ? -observed.estimate : null;
    this.refusal.set([]);
    this.pilot.set({ name: file, figure, components, difference });
  }
}
