import { Component, inject } from '@angular/core';
import { Theme, themes, type ThemeName } from '../core/theme.js';
import { Language } from '../texts/language.js';
import { LanguageChoice } from './language-choice.js';

/** In which language, and light or dark. */
@Component({
  selector: 'lectern-display-choices',
  imports: [LanguageChoice],
  template: `
    <lectern-language-choice />
    <select #theme class="slim" [attr.aria-label]="texts().general.theme" (change)="paint(theme.value)">
      <option value="" [selected]="look.chosen() === null">{{ texts().general.themes.system }}</option>
      @for (name of themes; track name) {
        <option [value]="name" [selected]="look.chosen() === name">{{ texts().general.themes[name] }}</option>
      }
    </select>
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
    }
  `,
})
export class DisplayChoices {
  protected readonly texts = inject(Language).texts;
  protected readonly look = inject(Theme);
  protected readonly themes = themes;

  protected paint(name: string): void {
    this.look.chosen.set(themes.find((theme) => theme === name) ?? (null satisfies ThemeName | null));
  }
}
