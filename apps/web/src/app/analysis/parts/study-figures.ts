import { Component, computed, inject, input } from '@angular/core';
import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { calibrationOption } from '../../figures/calibration-option.js';
import { changesOption } from '../../figures/changes-option.js';
import { forestOption } from '../../figures/forest-option.js';
import { Figure, type FigureTable } from '../../figures/figure.js';
import { readersOption } from '../../figures/readers-option.js';
import { rocOption } from '../../figures/roc-option.js';
import { timeOption } from '../../figures/time-option.js';
import { Language } from '../../texts/language.js';
import { isFraction, mainEndpoint } from '../headline.js';
import { calibration } from '../model/calibration.js';
import { endpointForests, readerForest, type Forest } from '../model/forests.js';
import { changesByReader } from '../model/changes.js';
import type { ReadOfStudy } from '../model/read-table.js';

/** The figures of a locked study, each with the numbers behind it. */
@Component({
  selector: 'lectern-study-figures',
  imports: [Figure],
  templateUrl: './study-figures.html',
  styleUrl: './study-figures.css',
})
export class StudyFigures {
  readonly analysis = input.required<StudyAnalysis>();
  readonly reads = input.required<readonly ReadOfStudy[]>();
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().analysis);
  private readonly conditions = computed(() => this.analysis().conditions);

  protected readonly roc = computed(() => {
    const words = this.texts().workbench.analyse;
    const curves = this.analysis().rocCurves.map(({ condition, reader, points }) => ({
      condition: this.nameOf(condition),
      reader: reader === null ? null : this.words().reader(reader),
      points,
    }));
    const names = this.conditions().map(({ name }) => name);
    const average = this.words().rocAverage;
    return {
      has: curves.length > 0,
      option: rocOption(curves, names, { x: words.falsePositive, y: words.truePositive, average }),
      table: tableOf(
        [this.words().condition, words.reader, words.falsePositive, words.truePositive],
        curves.flatMap(({ condition, reader, points }) => points.map(([x, y]) => [condition, reader ?? average, x, y])),
      ),
    };
  });

  /** Changes of all endpoints, then those of each reader in the main one. */
  protected readonly forests = computed(() => {
    const words = this.words();
    const main = mainEndpoint(this.analysis());
    const names = { reader: (number: number) => words.reader(number), pooled: words.pooled };
    const ofReaders = main && readerForest(main, names);
    const all = endpointForests(this.analysis()).map((forest) => this.forestOf(words.forest, forest));
    return ofReaders && main ? [...all, this.forestOf(words.readerForest(main.title), ofReaders)] : all;
  });

  protected readonly readers = computed(() =>
    this.analysis()
      .endpoints.filter(
        ({ role, readers }) => role !== 'supporting' && readers.some(({ value }) => value.status === 'estimated'),
      )
      .map((endpoint) => this.readersOf(endpoint)),
  );

  protected readonly time = computed(() => {
    const groups = this.analysis()
      .seconds.filter(({ values }) => values.length > 0)
      .map(({ condition, values }) => ({ name: this.nameOf(condition), seconds: values }));
    return {
      has: groups.length > 0,
      option: timeOption(groups, this.words().seconds),
      table: tableOf(
        [this.words().condition, this.words().seconds],
        groups.flatMap(({ name, seconds }) => seconds.map((value) => [name, value])),
      ),
    };
  });

  protected readonly calibration = computed(() => {
    const series = this.conditions().map(({ id, name }) => ({
      name,
      bins: calibration(this.reads().filter(({ condition }) => condition === id)),
    }));
    const words = this.words();
    return {
      has: series.some(({ bins }) => bins.length > 0),
      option: calibrationOption(series, { x: words.stated, y: words.observed }),
      table: tableOf(
        [words.condition, words.stated, words.observed, words.interval, words.reads],
        series.flatMap(({ name, bins }) =>
          bins.map(({ stated, observed, ci, reads }) => [
            name,
            stated.toFixed(3),
            observed.toFixed(3),
            ci.map((end) => end.toFixed(3)).join('–'),
            reads,
          ]),
        ),
      ),
    };
  });

  protected readonly changes = computed(() => {
    const [pair] = this.analysis().endpoints;
    const { from = '', to = '' } = pair?.comparison ?? {};
    const readers = changesByReader(this.reads(), from, to);
    const words = this.words();
    const bars = readers.map((one) => ({ ...one, name: words.reader(one.reader) }));
    return {
      has: bars.length > 0,
      caption: words.changesCaption(this.nameOf(from), this.nameOf(to)),
      height: 130 + 32 * bars.length,
      option: changesOption(bars, { better: words.better, worse: words.worse, axis: words.decisions }),
      table: tableOf(
        [words.reader(''), words.better, words.worse, words.stayedRight, words.stayedWrong],
        bars.map(({ name, better, worse, stayedRight, stayedWrong }) => [
          name,
          better,
          worse,
          stayedRight,
          stayedWrong,
        ]),
      ),
    };
  });

  private forestOf(heading: string, { kind, unit, rows }: Forest) {
    const words = this.words();
    const axis = unit ? `${words.comparison[kind]} (${unit})` : words.comparison[kind];
    return {
      key: `${heading} ${axis}`,
      heading: `${heading}: ${axis}`,
      height: 90 + 36 * rows.length,
      option: forestOption(rows, axis, kind === 'ratio' ? 1 : 0),
      table: tableOf(
        [words.of, axis, words.limits],
        rows.map(({ name, estimate, ci }) => [name, estimate, ci ? ci.map((end) => end.toFixed(4)).join(' – ') : null]),
      ),
    };
  }

  private readersOf(endpoint: EndpointResult) {
    const shown = this.conditions().filter(({ id }) => endpoint.conditions.some(({ condition }) => condition === id));
    const numbers = [...new Set(endpoint.readers.map(({ reader }) => reader))].sort((a, b) => a - b);
    const lines = numbers.map((reader) => ({
      name: this.words().reader(reader),
      values: shown.map(({ id }) => {
        const found = endpoint.readers.find((one) => one.reader === reader && one.condition === id)?.value;
        return found?.status === 'estimated' ? found.estimate : null;
      }),
    }));
    const names = shown.map(({ name }) => name);
    return {
      id: endpoint.id,
      heading: this.words().readers(endpoint.title),
      method: `${endpoint.method}. ${endpoint.source}`,
      option: readersOption(lines, names, endpoint.unit ?? '', isFraction(endpoint) ? 1 : undefined),
      table: tableOf(
        [this.words().reader(''), ...names],
        lines.map(({ name, values }) => [name, ...values]),
      ),
    };
  }

  private nameOf(id: string): string {
    return this.conditions().find((condition) => condition.id === id)?.name ?? id;
  }
}

const tableOf = (columns: FigureTable['columns'], rows: FigureTable['rows']): FigureTable => ({ columns, rows });
