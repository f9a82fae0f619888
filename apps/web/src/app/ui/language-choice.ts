import { Component, inject } from '@angular/core';
import { Language, type LanguageCode } from '../texts/language.js';

/** In which language the pages speak; each is called by its own name. */
@Component({
  selector: 'lectern-language-choice',
  template: `
    <select #language class="slim" [attr.aria-label]="texts().general.language" (change)="speak(language)">
      @for (choice of languages.choices; track choice.code) {
        <option [value]="choice.code" [selected]="choice.code === languages.code()" [attr.lang]="choice.code">
          {{ choice.name }}
        </option>
      }
    </select>
  `,
})
export class LanguageChoice {
  protected readonly languages = inject(Language);
  protected readonly texts = this.languages.texts;

  /** Where the dictionary cannot be loaded the choice falls back on the language that is spoken. */
  protected speak(select: HTMLSelectElement): void {
    this.languages.use(select.value as LanguageCode).catch(() => (select.value = this.languages.code()));
  }
}
