import { legend, lineStyleOf, reference, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface RocSeries {
  /** Name of the condition. */
  readonly condition: string;
  /** null: the readers' average, drawn thick. */
  readonly reader: string | null;
  readonly points: readonly (readonly [number, number])[];
}

export interface RocWords {
  readonly x: string;
  readonly y: string;
  readonly average: string;
}

/** ROC curves by condition: each reader thin, the average thick. */
export function rocOption(curves: readonly RocSeries[], conditions: readonly string[], words: RocWords): FigureOption {
  const hasAverage = curves.some(({ reader }) => reader === null);
  return (ink) => ({
    legend: legend(ink, [...conditions]),
    tooltip: tooltip({ formatter: '{a}: {c}' }),
    grid: { left: 56, right: 16, top: 16, bottom: 84 },
    xAxis: valueAxis(ink, words.x, { min: 0, max: 1 }),
    yAxis: valueAxis(ink, words.y, { min: 0, max: 1, nameGap: 36 }),
    series: [
      reference(ink, [
        [0, 0],
        [1, 1],
      ]),
      ...curves.map(({ condition, reader, points }) => {
        const style = lineStyleOf(conditions.indexOf(condition), reader === null ? 3 : 1.2);
        const faint = hasAverage && reader !== null;
        return {
          type: 'line',
          name: condition,
          data: points,
          ...style,
          showSymbol: false,
          lineStyle: { ...style.lineStyle, opacity: faint ? 0.45 : 1 },
          emphasis: { focus: 'none', lineStyle: { width: 3, opacity: 1 } },
          tooltip: { formatter: `${condition}: ${reader ?? words.average}` },
        };
      }),
    ],
  });
}
