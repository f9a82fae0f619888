import { Injectable, effect, signal } from '@angular/core';
import { keptChoice } from './kept-choice.js';

export const themes = ['light', 'dark'] as const;
export type ThemeName = (typeof themes)[number];

/** Light or dark console: the system's choice, unless the person made one in this browser. The reading room is always dark. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly kept = keptChoice('lectern.theme', themes);
  /** null: as the system has it. */
  readonly chosen = signal<ThemeName | null>(this.kept.load());

  constructor() {
    effect(() => {
      const chosen = this.chosen();
      if (chosen) document.documentElement.dataset['theme'] = chosen;
      else delete document.documentElement.dataset['theme'];
      this.kept.save(chosen);
    });
  }
}
