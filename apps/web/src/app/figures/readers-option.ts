import { categoryAxis, legend, lineStyleOf, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface ReaderLine {
  readonly name: string;
  /** One value a condition; null: not estimable. */
  readonly values: readonly (number | null)[];
}

/**
 * Each reader's figure from condition to condition.
 *
 * @param most where the axis ends at the latest: 1 for fractions; absent: wherever the values do
 */
export function readersOption(
  readers: readonly ReaderLine[],
  conditions: readonly string[],
  axis: string,
  most?: number,
): FigureOption {
  return (ink) => ({
    legend: legend(ink),
    tooltip: tooltip(),
    grid: { left: 64, right: 24, top: 16, bottom: 64 },
    xAxis: categoryAxis(ink, conditions, { boundaryGap: true }),
    yAxis: valueAxis(ink, axis, { scale: true, nameGap: 44, ...(most !== undefined && { max: most }) }),
    series: readers.map(({ name, values }, index) => ({
      type: 'line',
      name,
      symbolSize: 8,
      data: values.map((value) => (value === null ? null : Number(value.toFixed(4)))),
      ...lineStyleOf(index),
    })),
  });
}
