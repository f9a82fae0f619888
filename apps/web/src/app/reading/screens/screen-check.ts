import { Component, inject } from '@angular/core';
import { Language } from '../../texts/language.js';
import { ViewingConditions } from '../viewing-conditions.js';

const lights = ['dim', 'ordinary', 'bright'] as const;

/** Eight squares, each a little lighter than black: on a good screen in a dim room all are seen. What is said goes with each read. */
@Component({
  selector: 'lectern-screen-check',
  template: `
    <section class="card stack tight">
      <h2>{{ texts().reading.screen.title }}</h2>
      <p class="muted small">{{ texts().reading.screen.hint }}</p>
      <div class="steps" aria-hidden="true">
        @for (step of steps; track step) {
          <span [style.background]="greyOf(step)"></span>
        }
      </div>
      <div class="row">
        <label class="field">
          <span>{{ texts().reading.screen.seen }}</span>
          <select #seen (change)="conditions.say({ darkStepsSeen: seen.value === '' ? null : +seen.value })">
            <option value="" [selected]="conditions.check().darkStepsSeen === null">–</option>
            @for (count of counts; track count) {
              <option [value]="count" [selected]="conditions.check().darkStepsSeen === count">{{ count }}</option>
            }
          </select>
        </label>
        <label class="field">
          <span>{{ texts().reading.screen.light }}</span>
          <select #light (change)="conditions.say({ roomLight: lights[light.selectedIndex - 1] ?? null })">
            <option value="" [selected]="conditions.check().roomLight === null">–</option>
            @for (name of lights; track name) {
              <option [value]="name" [selected]="conditions.check().roomLight === name">
                {{ texts().reading.screen.lights[name] }}
              </option>
            }
          </select>
        </label>
      </div>
      @if (poor()) {
        <p class="note warn small">{{ texts().reading.screen.poor }}</p>
      }
    </section>
  `,
  styles: `
    .steps {
      display: flex;
      gap: 12px;
      padding: 16px;
      background: #000;
    }
    .steps span {
      flex: 1;
      height: 32px;
    }
    .field {
      min-width: 160px;
    }
  `,
})
export class ScreenCheck {
  protected readonly conditions = inject(ViewingConditions);
  protected readonly texts = inject(Language).texts;
  protected readonly lights = lights;
  protected readonly steps = [1, 2, 3, 4, 5, 6, 7, 8] as const;
  protected readonly counts = [0, ...this.steps];

  /** Steps of 2 of 255, from 4 on: near black, and far enough apart for a screen that shows its dark end. */
  protected greyOf(step: number): string {
    const value = 2 * step + 2;
    return `rgb(${value} ${value} ${value})`;
  }

  protected poor(): boolean {
    const { darkStepsSeen, roomLight } = this.conditions.check();
    return (darkStepsSeen !== null && darkStepsSeen < 6) || roomLight === 'bright';
  }
}
