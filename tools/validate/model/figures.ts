import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Okabe and Ito's colours, told apart in grey print by dash too. */
const STYLES = [
  { color: '#0072B2', type: 'solid' },
  { color: '#D55E00', type: 'dashed' },
  { color: '#009E73', type: 'dotted' },
  { color: '#CC79A7', type: [8, 3, 2, 3] },
  { color: '#000000', type: [2, 6] },
] as const;

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

/** Curves in one frame, as SVG; both axes begin at zero, the second ends at one. */
export function curvesFigure(
  title: string,
  axes: readonly [string, string],
  lines: readonly Line[],
  maxX?: number,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 560, height: 470 });
  const axis = { type: 'value', min: 0, nameLocation: 'middle', nameGap: 32 };
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 13, color: '#222' },
    title: { text: title, left: 'center', textStyle: { fontSize: 14, fontWeight: 'normal' } },
    legend: { bottom: 0 },
    grid: { left: 60, right: 24, top: 40, bottom: 80 },
    xAxis: { ...axis, name: axes[0], ...(maxX === undefined ? {} : { max: maxX }) },
    yAxis: { ...axis, name: axes[1], max: 1 },
    series: lines.map(({ name, points }, at) => {
      const style = STYLES[at % STYLES.length];
      return {
        type: 'line',
        name,
        data: points,
        showSymbol: false,
        lineStyle: { ...style, width: 1.8 },
        itemStyle: { color: style?.color },
      };
    }),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
