import { seriesStyle } from '@lectern/report';
import { categoryAxis, tooltip, valueAxis, type FigureOption } from './chart-option.js';

/** A bar a day. */
export function daysOption(days: readonly { date: string; submitted: number }[], axis: string): FigureOption {
  return (ink) => ({
    tooltip: tooltip({ trigger: 'axis' }),
    grid: { left: 56, right: 16, top: 16, bottom: 32 },
    xAxis: categoryAxis(
      ink,
      days.map(({ date }) => date),
      { axisLabel: { color: ink.text, hideOverlap: true } },
    ),
    yAxis: valueAxis(ink, axis, { minInterval: 1, nameGap: 36 }),
    series: [
      {
        type: 'bar',
        name: axis,
        barMaxWidth: 40,
        itemStyle: { color: seriesStyle(0).color },
        data: days.map(({ submitted }) => submitted),
      },
    ],
  });
}
