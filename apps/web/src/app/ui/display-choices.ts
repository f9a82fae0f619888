import { Component, inject } from '@angular/core';
import { Theme, themes, type ThemeName } from '../core/theme.js';
import { Language, type LanguageCode } from '../texts/language.js';

/** In which language, and light or dark. */
@Component({
  selector: 'lectern-display-choices',
  template: `
    <select #language [attr.aria-label]="texts().general.language" (change)="speak(language)">
      @for (choice of languages.choices; track choice.code) {
        <option [value]="choice.code" [selected]="choice.code === languages.code()" [attr.lang]="choice.code">
          {{ choice.name }}
        </option>
      }
    </select>
    <select #theme [attr.aria-label]="texts().general.theme" (change)="paint(theme.value)">
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
    select {
      width: auto;
      min-height: 28px;
      padding: 0 4px;
      border-color: var(--line);
      font-size: var(--small);
    }
  `,
})
export class DisplayChoices {
  protected readonly languages = inject(Language);
  protected readonly texts = this.languages.texts;
  protected readonly look = inject(Theme);
  protected readonly themes = themes;

  protected paint(name: string): void {
    this.look.chosen.set(themes.find((theme) => theme === name) ?? (null satisfies ThemeName | null));
  }

  /** Where the dictionary cannot be loaded the choice falls back on the language that is spoken. */
  protected speak(select: HTMLSelectElement): void {
    this.languages.use(select.value as LanguageCode).catch(() => (select.value = this.languages.code()));
  }
}
