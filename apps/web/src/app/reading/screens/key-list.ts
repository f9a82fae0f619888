import { Component, inject, output, signal } from '@angular/core';
import { Language } from '../../texts/language.js';
import { LanguageChoice } from '../../ui/language-choice.js';
import { Modal } from '../../ui/modal.js';
import { KeyChoices } from '../key-choices.js';
import { isBindable, isEditable, usualKeys, type Act } from '../model/key-map.js';

const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** Every key and what it does; an act's key is changed by pressing another. */
@Component({
  selector: 'lectern-key-list',
  imports: [LanguageChoice, Modal],
  template: `
    <lectern-modal [heading]="texts().reading.keys" (closed)="closed.emit()">
      <dl class="facts" (keydown)="press($event)">
        @for (act of acts; track act) {
          <dt>
            @if (editable(act)) {
              <button
                type="button"
                class="small key"
                [attr.aria-label]="texts().reading.changeKey(texts().reading.acts[act], choices.keys()[act])"
                [attr.aria-pressed]="waiting() === act"
                (click)="waiting.set(waiting() === act ? null : act)"
              >
                <kbd>{{ waiting() === act ? '…' : cap(choices.keys()[act]) }}</kbd>
              </button>
            } @else {
              <kbd>{{ cap(choices.keys()[act]) }}</kbd>
            }
          </dt>
          <dd>{{ texts().reading.acts[act] }}</dd>
        }
        <dt>
          <kbd>{{ texts().reading.digits }}</kbd>
        </dt>
        <dd>{{ texts().reading.digitsMeaning }}</dd>
      </dl>
      <p class="small" role="status">
        {{ waiting() ? texts().reading.pressKey : '' }}
      </p>
      <p class="muted small">{{ texts().reading.keysHint }}</p>
      <div class="row between">
        <button type="button" class="small" (click)="choices.reset()">{{ texts().reading.usualKeys }}</button>
        <lectern-language-choice />
      </div>
    </lectern-modal>
  `,
  styles:
    '.key { min-width: 32px; padding: 0 4px; } .facts { grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; align-items: center; } p[role] { min-height: 20px; }',
})
export class KeyList {
  readonly closed = output();
  protected readonly texts = inject(Language).texts;
  protected readonly choices = inject(KeyChoices);
  protected readonly acts = Object.keys(usualKeys) as Act[];
  protected readonly editable = isEditable;
  protected readonly waiting = signal<Act | null>(null);

  /** What stands on the key. */
  protected cap(key: string): string {
    return arrows[key] ?? key;
  }

  protected press(event: KeyboardEvent): void {
    const act = this.waiting();
    if (!act || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (isBindable(event.key)) this.choices.choose(act, event.key);
    if (isBindable(event.key) || event.key === 'Escape') this.waiting.set(null);
  }
}
