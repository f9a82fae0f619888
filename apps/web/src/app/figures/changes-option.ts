import { categoryAxis, legend, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface ChangeBar {
  readonly name: string;
  readonly better: number;
  readonly worse: number;
}

/** Benefit to the right, harm to the left, one bar a reader; told apart by direction and hatching too. */
export function changesOption(
  bars: readonly ChangeBar[],
  words: { readonly better: string; readonly worse: string; readonly axis: string },
): FigureOption {
  const shown = [...bars].reverse();
  return (ink) => ({
    legend: legend(ink, [words.worse, words.better]),
    tooltip: tooltip({ valueFormatter: (value: unknown) => String(Math.abs(Number(value))) }),
    grid: { left: 8, right: 24, top: 16, bottom: 84, containLabel: true },
    xAxis: valueAxis(ink, words.axis, {
      minInterval: 1,
      axisLabel: { color: ink.muted, formatter: (value: number) => String(Math.abs(value)) },
    }),
    yAxis: categoryAxis(
      ink,
      shown.map(({ name }) => name),
    ),
    series: [
      {
        type: 'bar',
        name: words.worse,
        stack: 'changes',
        barMaxWidth: 20,
        data: shown.map(({ worse }) => -worse),
        itemStyle: {
          color: '#D55E00',
          decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.8 },
        },
      },
      {
        type: 'bar',
        name: words.better,
        stack: 'changes',
        barMaxWidth: 20,
        data: shown.map(({ better }) => better),
        itemStyle: { color: '#0072B2' },
      },
    ],
  });
}
