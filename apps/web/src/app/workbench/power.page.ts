import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { isEstimated, type Analysis, type Estimable, type Power } from '@lectern/statistics';
import { Figure, type FigureTable } from '../figures/figure.js';
import { powerOption } from '../figures/power-option.js';
import { Formats } from '../texts/formats.js';
import { Language } from '../texts/language.js';
import { ConsoleFrame } from '../ui/console-frame.js';
import { usePageTitle } from '../ui/page-title.js';
import { AnalysisClient } from './model/analysis-client.js';
import { usualChoices } from './model/file-analysis.js';
import { PilotStudy } from './model/pilot-study.js';
import { answerPower, assumedComponents, numberList, usualAssumptions, type PowerAnswer } from './model/power-plan.js';
import { NumberField } from './parts/number-field.js';

const listed = { readers: '4, 6, 8, 10, 15, 20', cases: '50, 100, 150, 200, 300, 400' };

/** How many readers and cases a study needs: power over a grid, from assumptions or from a pilot study. */
@Component({
  selector: 'lectern-power-page',
  imports: [ConsoleFrame, Figure, NumberField],
  templateUrl: './power.page.html',
  styleUrl: './power.page.css',
})
export class PowerPage {
  private readonly client = new AnalysisClient();
  protected readonly study = inject(PilotStudy);
  protected readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().workbench.power);
  protected readonly usesPilot = signal(this.study.pilot() !== null);
  protected readonly values = signal(usualAssumptions);
  protected readonly effect = signal(this.study.pilot()?.difference ?? 0.05);
  protected readonly alpha = signal(0.05);
  protected readonly margin = signal<number | null>(null);
  protected readonly analysis = signal<Analysis>('RRRC');
  protected readonly target = signal(0.8);
  protected readonly readers = signal(listed.readers);
  protected readonly cases = signal(listed.cases);
  protected readonly analyses = ['RRRC', 'FRRC', 'RRFC'] as const;

  /** The power of every pair, or why there is none. */
  protected readonly answer = computed<PowerAnswer | string>(() => {
    const [readers, cases] = [numberList(this.readers()), numberList(this.cases())];
    if (!readers) return this.words().readers;
    if (!cases) return this.words().cases;
    const components = this.componentsUsed();
    if (!isEstimated(components)) return components.reason;
    const { effect, alpha, margin, analysis, target } = this;
    if (!(target() > 0 && target() < 1)) return this.words().target;
    const question = { effect: effect(), alpha: alpha(), margin: margin(), analysis: analysis(), target: target() };
    try {
      return answerPower(components, { ...question, readers, cases });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  protected readonly found = computed(() => {
    const answer = this.answer();
    return typeof answer === 'string' ? null : answer;
  });
  protected readonly whyNot = computed(() => {
    const answer = this.answer();
    return typeof answer === 'string' ? this.texts().server.says(answer) : '';
  });
  protected readonly chart = computed(() => {
    const grid = this.found()?.grid;
    return grid ? powerOption(grid, this.target(), { cases: this.words().cases, readers: this.words().readers }) : null;
  });
  protected readonly table = computed<FigureTable>(() => {
    const grid = this.found()?.grid;
    return {
      columns: [this.words().readers, ...(grid?.cases ?? []).map(String)],
      rows: (grid?.power ?? []).map((row, j) => [
        grid?.readers[j] ?? null,
        ...row.map((cell) => (isEstimated(cell) ? cell.power : null)),
      ]),
    };
  });
  protected readonly components = computed(() =>
    Object.entries(this.found()?.components ?? {}).filter(([name]) => name !== 'status'),
  );

  constructor() {
    usePageTitle(() => this.words().title);
    inject(DestroyRef).onDestroy(() => this.client.close());
  }

  protected set(change: Partial<typeof usualAssumptions>): void {
    this.values.update((values) => ({ ...values, ...change }));
  }

  protected text(cell: Estimable<Power>): string {
    return isEstimated(cell) ? this.formats.number(cell.power, 3) : '–';
  }

  protected refusal(): string {
    return this.study.refusal().map(this.texts().server.says).join(': ');
  }

  protected reaches(cell: Estimable<Power>): boolean {
    return isEstimated(cell) && cell.power >= this.target();
  }

  protected async takePilot(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const reply = await this.client.ask(file.name, new Uint8Array(await file.arrayBuffer()), usualChoices);
    if (reply?.state === 'done') this.study.take(reply.analysis);
    else if (reply) this.study.refusal.set([reply.place, reply.field ?? '', reply.reason].filter(Boolean));
    const difference = this.study.pilot()?.difference;
    if (difference !== undefined && difference !== null) this.effect.set(Number(difference.toFixed(3)));
  }

  private componentsUsed() {
    const pilot = this.usesPilot() ? this.study.pilot() : null;
    if (pilot) return { status: 'estimated', ...pilot.components } as const;
    return assumedComponents(this.values());
  }
}
