import { legend, lineStyleOf, reference, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface CalibrationSeries {
  readonly name: string;
  readonly bins: readonly { readonly stated: number; readonly observed: number }[];
}

/** Observed against stated likelihood, with the line of perfect calibration. */
export function calibrationOption(
  series: readonly CalibrationSeries[],
  words: { readonly x: string; readonly y: string },
): FigureOption {
  return (ink) => ({
    legend: legend(
      ink,
      series.map(({ name }) => name),
    ),
    tooltip: tooltip(),
    grid: { left: 56, right: 16, top: 16, bottom: 84 },
    xAxis: valueAxis(ink, words.x, { min: 0, max: 1 }),
    yAxis: valueAxis(ink, words.y, { min: 0, max: 1, nameGap: 36 }),
    series: [
      reference(ink, [
        [0, 0],
        [1, 1],
      ]),
      ...series.map(({ name, bins }, index) => ({
        type: 'line',
        name,
        symbolSize: 9,
        data: bins.map(({ stated, observed }) => [Number(stated.toFixed(3)), Number(observed.toFixed(3))]),
        ...lineStyleOf(index),
      })),
    ],
  });
}
