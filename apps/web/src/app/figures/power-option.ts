import { isEstimated, type PowerGrid } from '@lectern/statistics';
import { legend, lineStyleOf, tooltip, valueAxis, type FigureOption } from './chart-option.js';

/** Power over the number of cases, one line a number of readers, with the wanted power across. */
export function powerOption(
  { readers, cases, power }: PowerGrid,
  target: number,
  words: { readonly cases: string; readonly readers: string },
): FigureOption {
  return (ink) => ({
    legend: legend(ink),
    tooltip: tooltip(),
    grid: { left: 56, right: 24, top: 16, bottom: 84 },
    xAxis: valueAxis(ink, words.cases, { scale: true }),
    yAxis: valueAxis(ink, '', { min: 0, max: 1 }),
    series: readers.map((count, j) => ({
      type: 'line',
      name: `${count} ${words.readers}`,
      data: cases.flatMap((k, index) => {
        const cell = power[j]?.[index];
        return cell && isEstimated(cell) ? [[k, Number(cell.power.toFixed(4))]] : [];
      }),
      symbolSize: 7,
      ...lineStyleOf(j),
      ...(j === 0 && {
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: ink.muted, type: 'dashed' },
          data: [{ yAxis: target }],
        },
      }),
    })),
  });
}
