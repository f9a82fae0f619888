import type { CustomSeriesRenderItem } from 'echarts';
import { seriesStyle } from '@lectern/report';
import { categoryAxis, tooltip, valueAxis, type FigureOption } from './chart-option.js';

export interface ForestRow {
  readonly name: string;
  readonly estimate: number;
  /** null: no interval can be given. */
  readonly ci: readonly [number, number] | null;
  /** A pooled row is a diamond, a single one a square. */
  readonly pooled: boolean;
}

/**
 * Estimates with their intervals, one below the other, about the line of no effect.
 *
 * @param none what stands for no effect: 0 for differences, 1 for ratios
 */
export function forestOption(rows: readonly ForestRow[], axis: string, none = 0): FigureOption {
  const names = rows.map(({ name }) => name).reverse();
  const shown = [...rows].reverse();
  return (ink, width) => ({
    tooltip: tooltip(),
    grid: { left: 8, right: 24, top: 16, bottom: 48, containLabel: true },
    xAxis: valueAxis(ink, axis, {
      scale: true,
      axisLabel: { color: ink.muted, showMinLabel: false, showMaxLabel: false }, // the ends are no round numbers
      min: lowest(rows, none),
      max: highest(rows, none),
    }),
    yAxis: categoryAxis(ink, names, {
      axisLabel: {
        color: ink.text,
        interval: 0,
        width: Math.min(240, (width < 420 ? 0.5 : 0.38) * width),
        overflow: 'break',
        lineHeight: 14,
      },
    }),
    series: [
      {
        type: 'custom',
        data: shown.map(({ estimate, ci }, index) => [estimate, index, ci?.[0] ?? estimate, ci?.[1] ?? estimate]),
        encode: { x: [0, 2, 3], y: 1, tooltip: [0, 2, 3] },
        dimensions: ['estimate', 'row', 'lower', 'upper'],
        renderItem: drawRow(shown, ink.text),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: ink.muted, type: 'dashed' },
          data: [{ xAxis: none }],
        },
        tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => textOf(shown[dataIndex]) },
      },
    ],
  });
}

function drawRow(rows: readonly ForestRow[], ink: string): CustomSeriesRenderItem {
  return (params, api) => {
    const row = rows[params.dataIndex];
    const at = (value: number) => api.coord([value, params.dataIndex]) as [number, number];
    const [x = 0, y = 0] = at(Number(api.value(0)));
    const [low = 0] = at(Number(api.value(2)));
    const [high = 0] = at(Number(api.value(3)));
    const half = row?.pooled ? 8 : 5;
    const { color } = seriesStyle(row?.pooled ? 1 : 0);
    const tick = (end: number) => ({ x1: end, y1: y - 4, x2: end, y2: y + 4 });
    const line = (shape: Record<string, number>) => ({ type: 'line' as const, shape, style: { stroke: ink } });
    const point = row?.pooled
      ? { points: diamond(x, y, half) }
      : {
          points: [
            corner(x, y, -half, -half),
            corner(x, y, half, -half),
            corner(x, y, half, half),
            corner(x, y, -half, half),
          ],
        };
    return {
      type: 'group',
      children: [
        line({ x1: low, y1: y, x2: high, y2: y }),
        line(tick(low)),
        line(tick(high)),
        { type: 'polygon' as const, shape: point, style: { fill: color } },
      ],
    };
  };
}

const corner = (x: number, y: number, dx: number, dy: number): [number, number] => [x + dx, y + dy];
const diamond = (x: number, y: number, half: number): [number, number][] => [
  [x - half, y],
  [x, y - half],
  [x + half, y],
  [x, y + half],
];

const textOf = (row: ForestRow | undefined): string =>
  row
    ? `${row.name}: ${row.estimate.toFixed(3)}${row.ci ? ` (${row.ci[0].toFixed(3)}, ${row.ci[1].toFixed(3)})` : ''}`
    : '';

const ends = (rows: readonly ForestRow[], none: number): number[] => [
  none,
  ...rows.flatMap(({ estimate, ci }) => [estimate, ...(ci ?? [])]),
];
const margin = (values: readonly number[]): number => 0.06 * (Math.max(...values) - Math.min(...values) || 1);
const lowest = (rows: readonly ForestRow[], none: number): number => {
  const values = ends(rows, none);
  return Number((Math.min(...values) - margin(values)).toPrecision(2));
};
const highest = (rows: readonly ForestRow[], none: number): number => {
  const values = ends(rows, none);
  return Number((Math.max(...values) + margin(values)).toPrecision(2));
};
