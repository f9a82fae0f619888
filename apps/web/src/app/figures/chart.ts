import {
  Component,
  DestroyRef,
  type ElementRef,
  afterRenderEffect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { BarChart, BoxplotChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Theme } from '../core/theme.js';
import type { FigureOption } from './chart-option.js';
import { inkOf } from './ink.js';

use([
  BarChart,
  BoxplotChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** An interactive figure as SVG, in the colours of its page; it follows the page's width and theme. */
@Component({
  selector: 'lectern-chart',
  template: `<div #canvas class="canvas" role="img" [attr.aria-label]="label()" [style.height.px]="height()"></div>`,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .canvas {
      width: 100%;
      overflow: hidden;
      color: var(--text);
      background: var(--surface);
      border: 0 solid var(--line);
      outline: 0 solid var(--muted);
    }
  `,
})
export class Chart {
  readonly option = input.required<FigureOption>();
  /** What the figure shows, for whoever does not see it. */
  readonly label = input.required<string>();
  readonly height = input(380);
  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly theme = inject(Theme);
  private readonly media = signal(0);
  private readonly width = signal(0);
  private chart: EChartsType | null = null;

  constructor() {
    const changed = () => this.media.update((count) => count + 1);
    const queries = ['print', '(prefers-color-scheme: dark)'].map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', changed);
    const resizing = new ResizeObserver(([entry]) => this.width.set(Math.round(entry?.contentRect.width ?? 0)));
    afterRenderEffect(() => {
      this.media();
      this.width();
      this.theme.chosen();
      this.draw();
      resizing.observe(this.canvas().nativeElement);
    });
    inject(DestroyRef).onDestroy(() => {
      for (const query of queries) query.removeEventListener('change', changed);
      resizing.disconnect();
      this.chart?.dispose();
    });
  }

  /** The figure as a file's content. */
  svg(): string {
    return this.canvas().nativeElement.querySelector('svg')?.outerHTML ?? '';
  }

  private draw(): void {
    const host = this.canvas().nativeElement;
    this.chart ??= init(host, null, { renderer: 'svg' });
    this.chart.resize();
    const ink = inkOf(host);
    const fontFamily = getComputedStyle(host).fontFamily;
    this.chart.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: { fontFamily, color: ink.text },
        ...this.option()(ink, host.clientWidth),
      },
      { notMerge: true },
    );
  }
}
