import { Component, computed, inject, input } from '@angular/core';
import { isEstimated, type Estimable, type Interval, type TreatmentDifference } from '@lectern/statistics';
import { Figure, type FigureTable } from '../../figures/figure.js';
import { forestOption, type ForestRow } from '../../figures/forest-option.js';
import { rocOption } from '../../figures/roc-option.js';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { fixed, formatP } from '../../texts/numbers.js';
import { readerValue, type FileAnalysis } from '../model/file-analysis.js';
import { ResultTable, numbers, rowOf } from './result-table.js';

/** What the file says: first in a sentence, then in figures and tables, with warnings, methods and sources. */
@Component({
  selector: 'lectern-file-result',
  imports: [Figure, ResultTable],
  templateUrl: './file-result.html',
  styleUrl: './file-result.css',
})
export class FileResult {
  readonly analysis = input.required<FileAnalysis>();
  private readonly texts = inject(Language).texts;
  protected readonly formats = inject(Formats);
  protected readonly words = computed(() => this.texts().workbench.analyse);
  protected readonly result = computed(() => this.analysis().result);
  protected readonly figureName = computed(() => this.words().figure[this.analysis().figure]);
  protected readonly level = computed(() => String(Number((100 * (1 - this.result().alpha)).toFixed(1))));
  protected readonly warnings = computed(() => [...this.analysis().warnings, ...this.result().warnings]);
  protected readonly summary = computed(() => {
    const { counts } = this.analysis();
    const design = this.words().design[this.result().design] ?? this.result().design;
    return this.words().summary({ ...counts, treatments: counts.treatments.length, design });
  });
  protected readonly sentences = computed(() => {
    const pooled = this.result().differences.filter(({ analysis }) => analysis === 'RRRC');
    return (pooled.length ? pooled : this.result().differences.filter(({ analysis }) => analysis === 'FRRC')).map(
      (one) => this.sentence(one),
    );
  });
  /** With as many decimals as show six digits of the greatest. */
  protected readonly components = computed(() => {
    const estimated = Object.entries(this.result().varianceComponents).filter((entry): entry is [string, number] =>
      Number.isFinite(entry[1]),
    );
    const greatest = Math.max(...estimated.map(([, value]) => Math.abs(value)));
    const decimals = greatest > 0 ? Math.min(12, Math.max(0, 6 - Math.ceil(Math.log10(greatest)))) : 0;
    return estimated.map(([name, value]) => [name, fixed(value, decimals)] as const);
  });

  protected readonly roc = computed(() =>
    rocOption(
      this.analysis().curves.map(({ treatment, reader, points }) => ({ condition: treatment, reader, points })),
      this.analysis().counts.treatments,
      { x: this.words().falsePositive, y: this.words().truePositive, average: this.words().average },
    ),
  );
  protected readonly hasAverage = computed(() => this.analysis().curves.some(({ reader }) => reader === null));
  protected readonly rocTable = computed<FigureTable>(() => ({
    columns: [this.words().treatment, this.words().reader, this.words().falsePositive, this.words().truePositive],
    rows: this.analysis().curves.flatMap(({ treatment, reader, points }) =>
      points.map(([x, y]) => [treatment, reader ?? this.words().average, x, y]),
    ),
  }));

  /** One forest for each pair of treatments. */
  protected readonly forests = computed(() => {
    const { readerDifferences, differences } = this.result();
    const pairs = new Map(readerDifferences.map(({ a, b }) => [JSON.stringify([a, b]), { a, b }]));
    return [...pairs.values()].map(({ a, b }) => {
      const same = (one: { a: string; b: string }) => one.a === a && one.b === b;
      const pooledName = (analysis: string) => this.words().pooled(this.words().analyses[analysis] ?? analysis);
      const rows = [
        ...readerDifferences.filter(same).flatMap((one) => forestRow(one.reader, false, one)),
        ...differences.filter(same).flatMap((one) => forestRow(pooledName(one.analysis), true, one)),
      ];
      return {
        caption: this.words().forestCaption(a, b),
        option: forestOption(rows, this.words().difference),
        height: 96 + 36 * rows.length, // a name may take two lines
        table: this.forestTable(rows),
      };
    });
  });

  protected readonly treatmentColumns = computed(() => {
    const { treatment, estimate, se, df, interval } = this.words();
    return [{ name: treatment }, ...numbers(estimate, se, df, interval(this.level()))];
  });
  protected readonly treatmentRows = computed(() =>
    this.result().treatments.map((one) =>
      one.status === 'estimated'
        ? rowOf(one.treatment, [this.number(one.estimate), this.number(one.se), this.df(one), this.interval(one)])
        : rowOf(one.treatment, [], this.words().notEstimable(one.reason)),
    ),
  );

  protected readonly differenceColumns = computed(() => {
    const { difference, analysis, estimate, se, df, statistic, p, interval } = this.words();
    return [
      { name: difference },
      { name: analysis },
      ...numbers(estimate, se, df, statistic, p, interval(this.level())),
    ];
  });
  protected readonly differenceRows = computed(() =>
    this.result().differences.map((one) => {
      const [name, analysis] = [`${one.a} − ${one.b}`, this.words().analyses[one.analysis] ?? one.analysis];
      if (one.status !== 'estimated') return rowOf(name, [analysis], this.words().notEstimable(one.reason));
      const inference = [this.number(one.statistic, 3), formatP(one.p), this.interval(one)];
      return rowOf(name, [analysis, this.number(one.estimate), this.number(one.se), this.df(one), ...inference]);
    }),
  );

  protected readonly readerColumns = computed(() => [
    { name: this.words().reader },
    ...numbers(...this.analysis().counts.treatments),
  ]);
  protected readonly readerRows = computed(() => {
    const { treatments } = this.analysis().counts;
    const readers = [...new Set(this.result().readers.map(({ reader }) => reader))];
    return readers.map((reader) =>
      rowOf(
        reader,
        treatments.map((treatment) => this.number(readerValue(this.result(), reader, treatment))),
      ),
    );
  });

  private number(value: number | null, decimals = 4): string {
    return value === null ? '–' : this.formats.number(value, decimals);
  }

  private interval({ ci }: Pick<Interval, 'ci'>): string {
    return `${this.number(ci[0])}, ${this.number(ci[1])}`;
  }

  private df({ df }: Pick<Interval, 'df'>): string {
    return df === null ? '∞' : this.number(df, 1);
  }

  private sentence(difference: TreatmentDifference): string {
    const { a, b } = difference;
    if (difference.status !== 'estimated') return `${a} – ${b}: ${this.words().notEstimable(difference.reason)}`;
    return this.words().result({
      figure: this.figureName(),
      a,
      b,
      difference: this.number(difference.estimate, 3),
      interval: `${this.number(difference.ci[0], 3)}, ${this.number(difference.ci[1], 3)}`,
      level: this.level(),
      p: formatP(difference.p),
    });
  }

  private forestTable(rows: readonly ForestRow[]): FigureTable {
    const interval = this.words().interval(this.level());
    return {
      columns: [this.words().reader, this.words().difference, `${interval} –`, `${interval} +`],
      rows: rows.map(({ name, estimate, ci }) => [name, estimate, ci?.[0] ?? null, ci?.[1] ?? null]),
    };
  }
}

function forestRow(name: string, pooled: boolean, value: Estimable<Interval>): ForestRow[] {
  return isEstimated(value) ? [{ name, estimate: value.estimate, ci: value.ci, pooled }] : [];
}
