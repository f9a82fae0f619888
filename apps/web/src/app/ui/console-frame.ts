import { Component, inject } from '@angular/core';
import { Router, RouterLink, RouterLinkActive } from '@angular/router';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';
import { DisplayChoices } from './display-choices.js';

/** The frame of the console: the product, the ways to studies and tools, language and theme, who is signed in. */
@Component({
  selector: 'lectern-console-frame',
  imports: [RouterLink, RouterLinkActive, DisplayChoices],
  template: `
    <a class="skip" href="#content" (click)="skip($event, content)">{{ texts().general.skip }}</a>
    <header class="no-print">
      <a [routerLink]="session.me() ? '/studies' : '/'" class="product">{{ texts().product }}</a>
      <nav [attr.aria-label]="texts().general.mainNavigation">
        @if (session.me()) {
          <a routerLink="/studies" routerLinkActive="current">{{ texts().studies.title }}</a>
        }
        @if (session.me()?.administrator) {
          <a routerLink="/people" routerLinkActive="current">{{ texts().people.title }}</a>
        }
        <a routerLink="/analyse" routerLinkActive="current" ariaCurrentWhenActive="page">{{
          texts().general.analyseFile
        }}</a>
        <a routerLink="/power" routerLinkActive="current" ariaCurrentWhenActive="page">{{
          texts().general.powerCalculator
        }}</a>
        <a routerLink="/evaluation" routerLinkActive="current" ariaCurrentWhenActive="page">{{
          texts().general.modelEvaluation
        }}</a>
      </nav>
      <div class="person small">
        <lectern-display-choices />
        @if (session.me(); as me) {
          <a class="name" routerLink="/account" [title]="texts().general.signedInAs">{{ me.name }}</a>
          <button type="button" class="quiet small" (click)="signOut()">{{ texts().general.signOut }}</button>
        }
      </div>
    </header>
    <main #content id="content" class="page stack" tabindex="-1"><ng-content /></main>
  `,
  styleUrl: './console-frame.css',
})
export class ConsoleFrame {
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  private readonly router = inject(Router);

  /** The address stays the page's own: a fragment would be taken for another page below the base address. */
  protected skip(event: Event, content: HTMLElement): void {
    event.preventDefault();
    content.focus();
  }

  protected async signOut(): Promise<void> {
    await this.session.end().catch(() => undefined);
    await this.router.navigateByUrl('/sign-in');
  }
}
