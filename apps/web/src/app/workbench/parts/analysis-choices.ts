import { Component, computed, inject, input, output } from '@angular/core';
import { Language } from '../../texts/language.js';
import type { AnalysisChoices, FigureName } from '../model/file-analysis.js';

const levels = [0.1, 0.05, 0.01] as const;

/** How a file is analysed. */
@Component({
  selector: 'lectern-analysis-choices',
  template: `
    <form class="choices" (submit)="$event.preventDefault()">
      <label class="field">
        <span>{{ words().choices.figure }}</span>
        <select #figure (change)="set({ figure: asFigure(figure.value) })">
          @for (name of figures(); track name) {
            <option [value]="name" [selected]="name === taken()">{{ words().figure[name] }}</option>
          }
        </select>
      </label>
      @if (taken() === 'sensitivity' || taken() === 'specificity') {
        <label class="field">
          <span>{{ words().choices.threshold }}</span>
          <input
            #threshold
            type="number"
            step="any"
            [value]="choices().threshold"
            (change)="setThreshold(threshold.valueAsNumber)"
          />
        </label>
      }
      <label class="field">
        <span>{{ words().choices.method }}</span>
        <select #method (change)="set({ method: method.value === 'ustat' ? 'ustat' : 'or' })">
          <option value="or" [selected]="choices().method === 'or'">{{ words().method.or }}</option>
          @if (allowsUStatistics()) {
            <option value="ustat" [selected]="choices().method === 'ustat'">{{ words().method.ustat }}</option>
          }
        </select>
      </label>
      @if (choices().method === 'or') {
        <label class="field">
          <span>{{ words().choices.covariance }}</span>
          <select #covariance (change)="setCovariance(covariance.value)">
            <option value="" [selected]="choices().covariance === null">{{ words().choices.usual }}</option>
            @for (name of covariances; track name) {
              <option [value]="name" [selected]="choices().covariance === name">{{ words().covariance[name] }}</option>
            }
          </select>
        </label>
      }
      <label class="field">
        <span>{{ words().choices.level }}</span>
        <select #level (change)="set({ alpha: +level.value })">
          @for (alpha of levels; track alpha) {
            <option [value]="alpha" [selected]="choices().alpha === alpha">{{ percent(alpha) }}</option>
          }
        </select>
      </label>
    </form>
  `,
  styles: `
    .choices {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
      gap: 12px;
      align-items: end;
    }
  `,
})
export class AnalysisChoicesForm {
  readonly choices = input.required<AnalysisChoices>();
  readonly figures = input.required<readonly FigureName[]>();
  /** The figure that the file allowed. */
  readonly taken = input.required<FigureName>();
  readonly changed = output<AnalysisChoices>();
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().workbench.analyse);
  protected readonly covariances = ['delong', 'unbiased', 'jackknife'] as const;
  protected readonly levels = levels;
  protected readonly allowsUStatistics = computed(() => ['auc', 'sensitivity', 'specificity'].includes(this.taken()));

  protected set(change: Partial<AnalysisChoices>): void {
    this.changed.emit({ ...this.choices(), ...change });
  }

  protected setThreshold(threshold: number): void {
    if (Number.isFinite(threshold)) this.set({ threshold });
  }

  protected setCovariance(value: string): void {
    this.set({ covariance: this.covariances.find((name) => name === value) ?? null });
  }

  protected asFigure(value: string): FigureName {
    return this.figures().find((name) => name === value) ?? 'auc';
  }

  protected percent(alpha: number): string {
    return `${Number((100 * (1 - alpha)).toFixed(1))}%`;
  }
}
