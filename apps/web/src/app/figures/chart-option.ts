import type { EChartsCoreOption } from 'echarts/core';
import { seriesStyle } from '@lectern/report';
import type { Ink } from './ink.js';

/** Makes a figure for a page of these colours, so many pixels wide. */
export type FigureOption = (ink: Ink, width: number) => EChartsCoreOption;

/** A value axis as every figure has it: named in the middle, thin lines. */
export function valueAxis(ink: Ink, name: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 32,
    nameTextStyle: { color: ink.text },
    axisLabel: { color: ink.muted },
    axisLine: { show: true, lineStyle: { color: ink.muted } },
    splitLine: { lineStyle: { color: ink.line } },
    ...more,
  };
}

export function categoryAxis(ink: Ink, data: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'category',
    data,
    axisLabel: { color: ink.text, interval: 0 },
    axisLine: { lineStyle: { color: ink.muted } },
    axisTick: { show: false },
    ...more,
  };
}

export const legend = (ink: Ink, data?: readonly string[]) => ({
  bottom: 0,
  type: 'scroll',
  textStyle: { color: ink.text },
  ...(data && { data }),
});

/** Tooltips stay within the figure. */
export const tooltip = (more: Readonly<Record<string, unknown>> = {}) => ({ trigger: 'item', confine: true, ...more });

/** A line that is told from the others in colour, in grey print by its dash, and by its symbol. */
export function lineStyleOf(index: number, width = 1.5) {
  const { color, dash, symbol } = seriesStyle(index);
  return { lineStyle: { color, type: dash, width }, itemStyle: { color }, symbol };
}

/** Where nothing is known: chance, no difference, perfect calibration. */
export const reference = (ink: Ink, data: readonly (readonly [number, number])[]) => ({
  type: 'line',
  data,
  showSymbol: false,
  silent: true,
  lineStyle: { color: ink.muted, width: 1, type: 'solid' },
  tooltip: { show: false },
});
