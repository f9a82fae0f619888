import { BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EndpointResult, StudyAnalysis } from '@lectern/contracts';
import { seriesStyle as styleOf } from './series-style.js';

use([
  BarChart,
  BoxplotChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  TitleComponent,
  SVGRenderer,
]);

const text = { fontFamily: 'system-ui, sans-serif', fontSize: 13, color: '#222' };

function svg(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, textStyle: text, ...option });
  const out = chart.renderToSVGString();
  chart.dispose();
  return out;
}

/** ROC curves of every reader, by condition. */
export function rocFigure(analysis: StudyAnalysis): string {
  const series = analysis.rocCurves.map((curve) => {
    const index = analysis.conditions.findIndex(({ id }) => id === curve.condition);
    const { color, dash } = styleOf(index);
    return {
      type: 'line',
      name: analysis.conditions[index]?.name ?? curve.condition,
      data: curve.points,
      showSymbol: false,
      lineStyle: { color, type: dash, width: 1.5, opacity: 0.85 },
      itemStyle: { color },
    };
  });
  const drawn = new Set(series.map(({ name }) => name));
  const namesInOrder = analysis.conditions.map(({ name }) => name).filter((name) => drawn.has(name));
  const axis = {
    type: 'value',
    min: 0,
    max: 1,
    nameLocation: 'middle',
    nameGap: 30,
    splitLine: { lineStyle: { color: '#eee' } },
  };
  return svg(
    {
      legend: { bottom: 0, data: namesInOrder },
      grid: { left: 60, right: 20, top: 16, bottom: 84 },
      xAxis: { ...axis, name: 'False positive fraction' },
      yAxis: { ...axis, name: 'True positive fraction', nameGap: 36 },
      series: [
        ...series,
        {
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          showSymbol: false,
          silent: true,
          lineStyle: { color: '#bbb', width: 1 },
        },
      ],
    },
    460,
    470,
  );
}

/** Reading times of every read, by condition, on a logarithmic axis. */
export function timeFigure(analysis: StudyAnalysis): string {
  const groups = analysis.seconds.filter(({ values }) => values.length > 0);
  const nameOf = (id: string): string => analysis.conditions.find((condition) => condition.id === id)?.name ?? id;
  return svg(
    {
      grid: { left: 70, right: 20, top: 16, bottom: 40 },
      xAxis: { type: 'category', data: groups.map(({ condition }) => nameOf(condition)) },
      yAxis: {
        type: 'log',
        name: 'Seconds',
        nameLocation: 'middle',
        nameGap: 48,
        splitLine: { lineStyle: { color: '#eee' } },
      },
      series: [
        {
          type: 'boxplot',
          data: groups.map(({ values }) => fiveNumbers(values)),
          itemStyle: { color: '#fff', borderColor: '#222' },
        },
        ...groups.map(({ values }, index) => ({
          type: 'scatter',
          symbol: styleOf(index).symbol,
          symbolSize: 5,
          itemStyle: { color: styleOf(index).color, opacity: 0.5 },
          data: values.map((value) => [index, value]),
        })),
      ],
    },
    460,
    380,
  );
}

/** Each reader's figure in the two conditions, joined by a line. */
export function readersFigure(endpoint: EndpointResult, conditions: StudyAnalysis['conditions']): string {
  const shown = [endpoint.comparison.from, endpoint.comparison.to];
  const readers = [...new Set(endpoint.readers.map(({ reader }) => reader))].sort((a, b) => a - b);
  const valueOf = (reader: number, condition: string): number | null => {
    const found = endpoint.readers.find((each) => each.reader === reader && each.condition === condition)?.value;
    return found?.status === 'estimated' ? found.estimate : null;
  };
  return svg(
    {
      legend: { bottom: 0 },
      grid: { left: 64, right: 20, top: 16, bottom: 60 },
      xAxis: {
        type: 'category',
        data: shown.map((id) => conditions.find((condition) => condition.id === id)?.name ?? id),
      },
      yAxis: { type: 'value', scale: true, name: endpoint.unit ?? '', splitLine: { lineStyle: { color: '#eee' } } },
      series: readers.map((reader, index) => ({
        type: 'line',
        name: `Reader ${reader}`,
        data: shown.map((condition) => valueOf(reader, condition)),
        symbol: styleOf(index).symbol,
        symbolSize: 8,
        lineStyle: { type: styleOf(index).dash, color: styleOf(index).color },
        itemStyle: { color: styleOf(index).color },
      })),
    },
    380,
    320,
  );
}

function fiveNumbers(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (p: number): number => {
    const at = p * (sorted.length - 1);
    const low = sorted[Math.floor(at)] as number;
    return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] as number) - low);
  };
  return [0, 0.25, 0.5, 0.75, 1].map(quantile);
}
