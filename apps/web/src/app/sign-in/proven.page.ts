import { Component, inject, type OnInit } from '@angular/core';
import { proofChannel, proofResultSchema } from '@lectern/contracts';
import { Language } from '../texts/language.js';
import { usePageTitle } from '../ui/page-title.js';

/** The end of a sign-in for a signature: hands what came of it to the window that asked, which may be of another process by then, and closes. */
@Component({
  selector: 'lectern-proven-page',
  template: `<main class="page narrow">
    <p class="card" role="status">{{ texts().openid.done }}</p>
  </main>`,
})
export class ProvenPage implements OnInit {
  protected readonly texts = inject(Language).texts;

  constructor() {
    usePageTitle(() => this.texts().signature.title);
  }

  ngOnInit(): void {
    const told = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    history.replaceState(history.state, '', location.pathname);
    const result = proofResultSchema.safeParse(told);
    if (!result.success) return;
    const channel = new BroadcastChannel(proofChannel(result.data.window));
    channel.postMessage(result.data);
    channel.close();
    window.close();
  }
}
