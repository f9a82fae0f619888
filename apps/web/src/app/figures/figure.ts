import { Component, computed, inject, input, viewChild } from '@angular/core';
import { csvRow } from '@lectern/report';
import { saveText } from '../core/save-file.js';
import { Language } from '../texts/language.js';
import { Chart } from './chart.js';
import type { FigureOption } from './chart-option.js';

/** The numbers behind a figure. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A figure with its caption; its method and its data open below it, and it can be saved. */
@Component({
  selector: 'lectern-figure',
  imports: [Chart],
  template: `
    <figure class="card stack tight">
      <figcaption>
        <h2>{{ heading() }}</h2>
        <p class="muted small">{{ caption() }}</p>
      </figcaption>
      <lectern-chart [option]="option()" [label]="heading() + '. ' + caption()" [height]="height()" />
      <div class="row small no-print">
        <button type="button" class="quiet small" (click)="saveSvg()">SVG</button>
        <button type="button" class="quiet small" (click)="saveCsv()">CSV</button>
      </div>
      <details class="small no-print">
        <summary>{{ texts().figures.methodAndData }}</summary>
        @if (method()) {
          <p>{{ method() }}</p>
        }
        <div class="data" tabindex="0" role="region" [attr.aria-label]="heading()">
          <table>
            <thead>
              <tr>
                @for (column of table().columns; track $index) {
                  <th scope="col" [class.number]="isNumber()[$index]">{{ column }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of table().rows; track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    <td [class.number]="isNumber()[$index]">{{ cell ?? '–' }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  `,
  styles: `
    :host {
      display: grid;
      min-width: 0;
    }
    .data {
      max-height: 280px;
      overflow: auto;
    }
    p {
      max-width: 72ch;
    }
  `,
})
export class Figure {
  readonly heading = input.required<string>();
  readonly caption = input('');
  readonly method = input('');
  readonly option = input.required<FigureOption>();
  readonly table = input.required<FigureTable>();
  readonly height = input(380);
  protected readonly texts = inject(Language).texts;
  private readonly chart = viewChild.required(Chart);

  /** By column: whether it holds numbers, which stand right under each other. */
  protected readonly isNumber = computed(() =>
    this.table().columns.map((_, column) => this.table().rows.every((row) => typeof row[column] !== 'string')),
  );

  protected saveSvg(): void {
    saveText(`${this.heading()}.svg`, 'image/svg+xml', this.chart().svg());
  }

  protected saveCsv(): void {
    const { columns, rows } = this.table();
    saveText(`${this.heading()}.csv`, 'text/csv', [columns, ...rows].map(csvRow).join('\r\n') + '\r\n');
  }
}
