import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Language } from '../texts/language.js';

/** Names the browser's tab after what the page shows now. Call it while the component is constructed. */
export function usePageTitle(subject: () => string | undefined): void {
  const title = inject(Title);
  const texts = inject(Language).texts;
  effect(() => title.setTitle([subject(), texts().product].filter(Boolean).join(' · ')));
}
