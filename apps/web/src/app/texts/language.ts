import { Injectable, computed, effect, signal } from '@angular/core';
import { keptChoice } from '../core/kept-choice.js';
import { english, type Texts } from './english.js';

export const languageCodes = ['en', 'zh'] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** Each language by its own name, its way of writing dates and numbers (English with the day before the month), and its dictionary. */
const languages: Readonly<
  Record<LanguageCode, { readonly name: string; readonly locale: string; readonly load: () => Promise<Texts> }>
> = {
  en: { name: 'English', locale: 'en-GB', load: () => Promise.resolve(english) },
  zh: { name: '中文', locale: 'zh-CN', load: async () => (await import('./chinese.js')).chinese },
};

/**
 * The language in which the pages speak: the person's choice in this browser, or what the browser asks for. Changed at run time, without a reload;
 * English stands until another dictionary has arrived.
 */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly kept = keptChoice('lectern.language', languageCodes);
  readonly code = signal<LanguageCode>('en');
  readonly texts = signal<Texts>(english);
  readonly locale = computed(() => languages[this.code()].locale);
  readonly choices = languageCodes.map((code) => ({ code, name: languages[code].name }));

  constructor() {
    const kept = this.kept.load();
    void this.speak(kept ?? preferred(navigator.languages)).catch(() => undefined); // English stands
    effect(() => {
      document.documentElement.lang = this.locale();
    });
  }

  /** Speaks another language from now on, in this browser. @throws where its dictionary cannot be loaded; the language stays */
  async use(code: LanguageCode): Promise<void> {
    await this.speak(code);
    this.kept.save(code);
  }

  private async speak(code: LanguageCode): Promise<void> {
    this.texts.set(await languages[code].load());
    this.code.set(code);
  }
}

/** Of the languages that a browser asks for, best first (BCP 47), the first that there is. */
export function preferred(wanted: readonly string[]): LanguageCode {
  for (const tag of wanted) {
    const found = languageCodes.find((code) => code === tag.toLowerCase().split('-')[0]);
    if (found) return found;
  }
  return 'en';
}
