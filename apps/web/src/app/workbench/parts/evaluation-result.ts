import { Component, computed, inject, input } from '@angular/core';
import type { ModelEvaluation } from '@lectern/contracts';
import { legend, lineStyleOf, tooltip, valueAxis, type FigureOption } from '../../figures/chart-option.js';
import { Figure, type FigureTable } from '../../figures/figure.js';
import { rocOption } from '../../figures/roc-option.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { ExaminationList } from './examination-list.js';
import { ResultTable, numbers, rowOf, type ResultColumn } from './result-table.js';
import { figureRows, rocCurves, type Curve, type FigureRow } from '../model/model-evaluation.js';

type Interval = FigureRow['level']['auc'] | undefined;

/** A model's figures: curves, each group with intervals, each examination. */
@Component({
  selector: 'lectern-evaluation-result',
  imports: [ExaminationList, Figure, ResultTable],
  templateUrl: './evaluation-result.html',
  styleUrl: './file-result.css',
})
export class EvaluationResult {
  readonly evaluation = input.required<ModelEvaluation>();
  private readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().workbench.evaluation);
  protected readonly units = computed(() => [this.words().unit.cases, this.words().unit.stacks]);
  private readonly curves = computed(() => rocCurves(this.evaluation()));

  protected readonly roc = computed(() => {
    const { cases, stacks } = this.curves();
    const [ofCases = '', ofStacks = ''] = this.units();
    const series = [
      { condition: ofCases, reader: null, points: cases },
      { condition: ofStacks, reader: null, points: stacks },
    ];
    const { falsePositive: x, sensitivity: y } = this.words();
    return rocOption(series, this.units(), { x, y, average: '' });
  });
  protected readonly rocTable = computed<FigureTable>(() => {
    const { cases, stacks } = this.curves();
    const [ofCases = '', ofStacks = ''] = this.units();
    const rows = (unit: string, points: Curve) => points.map(([x, y]) => [unit, x, y]);
    return {
      columns: [this.words().unitHead, this.words().falsePositive, this.words().sensitivity],
      rows: [...rows(ofCases, cases), ...rows(ofStacks, stacks)],
    };
  });

  private readonly frocPoints = computed(() =>
    this.evaluation().froc.map((each) => [each.falseFindingsPerStack, each.sensitivity] as const),
  );
  protected readonly froc = computed<FigureOption>(() => {
    const [points, { falseFindings, lesionShare }] = [this.frocPoints(), this.words()];
    return (ink) => ({
      legend: legend(ink, [lesionShare]),
      tooltip: tooltip({ formatter: '{a}: {c}' }),
      grid: { left: 56, right: 16, top: 16, bottom: 84 },
      xAxis: valueAxis(ink, falseFindings, { min: 0 }),
      yAxis: valueAxis(ink, lesionShare, { min: 0, max: 1, nameGap: 36 }),
      series: [{ type: 'line', name: lesionShare, data: points, ...lineStyleOf(0, 3), showSymbol: false }],
    });
  });
  protected readonly frocTable = computed<FigureTable>(() => ({
    columns: [this.words().falseFindings, this.words().lesionShare],
    rows: this.frocPoints(),
  }));

  protected readonly groupColumns = computed<readonly ResultColumn[]>(() => {
    const { group, unitHead, counts, sensitivity, specificity, auc, dice, surface } = this.words();
    return [{ name: group }, { name: unitHead }, ...numbers(counts, sensitivity, specificity, auc, dice, surface)];
  });
  protected readonly groupRows = computed(() =>
    figureRows(this.evaluation()).map((row) => {
      const { counts, level } = row;
      const rates = [level.sensitivity, level.specificity, level.auc, level.dice].map((each) => this.interval(each));
      const surface = this.interval(level.surfaceDistanceMm, 1);
      const told = `${counts.positive} / ${counts.negative}`;
      return rowOf(this.groupName(row), [this.words().unit[row.unit], told, ...rates, surface]);
    }),
  );

  private groupName({ group, name }: FigureRow): string {
    const { groups } = this.words();
    return { all: groups.all, hospital: name, grade: groups.grade(name), gestationalAge: groups.age(name) }[group];
  }

  private interval(value: Interval, decimals = 3): string {
    if (!value) return '–';
    const [low, high] = value.ci95;
    const shown = [value.estimate, low, high].map((each) => this.formats.number(each, decimals));
    return `${shown[0] ?? ''} (${shown[1] ?? ''}–${shown[2] ?? ''})`;
  }
}
