import { Injectable, computed, signal } from '@angular/core';
import { english, type Texts } from './english.js';

/** The languages of the pages; one more is one more dictionary of type `Texts`. */
const dictionaries = { en: english } satisfies Record<string, Texts>;
export type LanguageCode = keyof typeof dictionaries;
/** How each language writes dates and numbers; English with the day before the month. */
const locales: Readonly<Record<LanguageCode, string>> = { en: 'en-GB' };

/** The language in which the pages speak; changed at run time, without a reload. */
@Injectable({ providedIn: 'root' })
export class Language {
  readonly code = signal<LanguageCode>('en');
  readonly locale = computed(() => locales[this.code()]);
  readonly texts = computed<Texts>(() => dictionaries[this.code()]);
}
