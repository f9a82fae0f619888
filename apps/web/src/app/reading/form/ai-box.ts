import { Component, computed, inject, input } from '@angular/core';
import type { AiView } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { KeyChoices } from '../key-choices.js';
import { ViewerControl } from '../viewer/viewer-control.js';

/** What an aided read shows of the AI: its score, and whether its outline is on. Unaided reads have no such box. */
@Component({
  selector: 'lectern-ai-box',
  template: `
    <section [attr.aria-label]="texts().reading.ai.title">
      @if (ai().state === 'unavailable') {
        <p>{{ texts().reading.ai.unavailable }}</p>
      } @else {
        @if (score(); as value) {
          <p class="row between">
            <span>{{ texts().reading.ai.score }}</span><strong class="tabular">{{ value }}</strong>
          </p>
        }
        @if (ai().outOfDistribution) {
          <p class="warning" role="note">{{ texts().reading.ai.outOfDistribution }}</p>
        }
        @if (overlay(); as shown) {
          <button type="button" [attr.aria-pressed]="viewer.display.overlay()" (click)="viewer.display.toggleOverlay()">
            <kbd>{{ keys().ai }}</kbd> {{ texts().reading.ai[shown] }}
            <span class="muted">{{
              viewer.display.overlay() ? texts().reading.ai.shown : texts().reading.ai.hidden
            }}</span>
          </button>
          <button type="button" (click)="viewer.display.nextOpacity()">
            <kbd>{{ keys().opacity }}</kbd> {{ texts().reading.ai.fill }}
            <span class="muted tabular">{{ fill() }}</span>
          </button>
        }
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 8px;
      padding: 8px 16px;
      border-bottom: 1px solid var(--line);
    }
    button {
      justify-content: flex-start;
    }
    .warning {
      color: var(--warn);
    }
    .muted {
      margin-left: auto;
    }
  `,
})
export class AiBox {
  readonly ai = input.required<AiView>();
  protected readonly viewer = inject(ViewerControl);
  protected readonly texts = inject(Language).texts;
  protected readonly keys = inject(KeyChoices).keys;
  protected readonly fill = computed(() => `${Math.round(this.viewer.display.opacity() * 100)} %`);
  /** What lies over the images. */
  protected readonly overlay = computed((): 'outline' | 'heatMap' | null => {
    const { shows } = this.ai();
    if (shows.includes('segmentation')) return 'outline';
    return shows.includes('heat-map') ? 'heatMap' : null;
  });
  protected readonly score = computed(() => {
    const { score, shows } = this.ai();
    return shows.includes('score') && score !== null ? score.toFixed(2) : null;
  });
}
