import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { SessionStore } from '../core/session.store.js';
import { Language } from '../texts/language.js';

/** The light frame of the console: the product, the way back to the studies, who is signed in. */
@Component({
  selector: 'lectern-console-frame',
  imports: [RouterLink],
  template: `
    <header>
      <a routerLink="/studies" class="product">{{ texts().product }}</a>
      @if (session.me(); as me) {
        <div class="row small">
          <span class="muted">
            {{ texts().general.signedInAs }} <a routerLink="/account">{{ me.name }}</a>
          </span>
          <button type="button" class="quiet small" (click)="signOut()">{{ texts().general.signOut }}</button>
        </div>
      }
    </header>
    <main class="page stack"><ng-content /></main>
  `,
  styles: `
    header {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: 16px;
      min-height: 48px;
      padding: 0 24px;
      background: var(--surface);
      border-bottom: 1px solid var(--line);
    }
    .product {
      font-weight: 700;
      color: var(--text);
      text-decoration: none;
      letter-spacing: 0.01em;
    }
    .row {
      flex-wrap: nowrap;
    }
  `,
})
export class ConsoleFrame {
  protected readonly session = inject(SessionStore);
  protected readonly texts = inject(Language).texts;
  private readonly router = inject(Router);

  protected async signOut(): Promise<void> {
    await this.session.end().catch(() => undefined);
    await this.router.navigateByUrl('/sign-in');
  }
}
