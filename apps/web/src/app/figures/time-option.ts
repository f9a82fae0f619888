import { seriesStyle } from '@lectern/report';
import { categoryAxis, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface TimeGroup {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** Smallest, quartiles and largest, by linear interpolation between the ordered values. */
export function fiveNumbers(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0, 0.25, 0.5, 0.75, 1].map((p) => {
    const at = p * (sorted.length - 1);
    const low = sorted[Math.floor(at)] ?? NaN;
    return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
  });
}

/** Times of every read by condition, on a logarithmic axis; box: quartiles, whiskers: range. */
export function timeOption(groups: readonly TimeGroup[], axis: string): FigureOption {
  return (ink) => ({
    tooltip: tooltip(),
    grid: { left: 64, right: 16, top: 16, bottom: 40 },
    xAxis: categoryAxis(
      ink,
      groups.map(({ name }) => name),
    ),
    yAxis: valueAxis(ink, axis, { type: 'log', nameGap: 44 }),
    series: [
      {
        type: 'boxplot',
        data: groups.map(({ seconds }) => fiveNumbers(seconds)),
        itemStyle: { color: 'transparent', borderColor: ink.text },
      },
      ...groups.map(({ name, seconds }, index) => ({
        type: 'scatter',
        name,
        symbol: seriesStyle(index).symbol,
        symbolSize: 6,
        itemStyle: { color: seriesStyle(index).color, opacity: 0.5 },
        data: seconds.map((value) => [index, value]),
      })),
    ],
  });
}
