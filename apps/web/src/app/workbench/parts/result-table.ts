import { Component, input } from '@angular/core';

export interface ResultColumn {
  readonly name: string;
  /** Numbers stand right, their decimal points below each other. */
  readonly number?: boolean;
}

export interface ResultCell {
  readonly text: string;
  /** What stands out about it. */
  readonly mark?: string;
}

export interface ResultRow {
  readonly name: string;
  readonly cells: readonly ResultCell[];
  /** Why the cells after these have no value. */
  readonly instead?: string;
}

/** Results under a heading, a row each; the first column names the row. */
@Component({
  selector: 'lectern-result-table',
  template: `
    <section class="stack tight">
      @if (heading()) {
        <h2>{{ heading() }}</h2>
      }
      @if (hint()) {
        <p class="muted small">{{ hint() }}</p>
      }
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              @for (column of columns(); track $index) {
                <th scope="col" [class.number]="column.number">{{ column.name }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track $index) {
              <tr>
                <th scope="row">{{ row.name }}</th>
                @for (cell of row.cells; track $index) {
                  <td [class.number]="columns()[$index + 1]?.number">
                    {{ cell.text }}
                    @if (cell.mark) {
                      <span class="pill warn">{{ cell.mark }}</span>
                    }
                  </td>
                }
                @if (row.instead !== undefined) {
                  <td [attr.colspan]="columns().length - 1 - row.cells.length">{{ row.instead }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .number {
      white-space: nowrap;
    }
  `,
})
export class ResultTable {
  /** Absent where what the table is of stands above it. */
  readonly heading = input('');
  readonly hint = input('');
  readonly columns = input.required<readonly ResultColumn[]>();
  readonly rows = input.required<readonly ResultRow[]>();
}

/** A row of texts. */
export const rowOf = (name: string, texts: readonly string[], instead?: string): ResultRow => ({
  name,
  cells: texts.map((text) => ({ text })),
  ...(instead !== undefined && { instead }),
});

/** Columns of numbers. */
export const numbers = (...names: readonly string[]): ResultColumn[] => names.map((name) => ({ name, number: true }));
