import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { DocumentToSign, SignDocuments } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Prose } from '../../ui/prose.js';

/** The documents of the protocol, each to be agreed to, and the reader's name under them. */
@Component({
  selector: 'lectern-documents-form',
  imports: [Prose],
  template: `
    @for (document of documents(); track document.id) {
      <section class="card stack tight">
        <p class="muted small">
          {{ texts().documents.kinds[document.kind] }} · {{ texts().documents.version(document.version) }}
        </p>
        <h2>{{ document.title }}</h2>
        <lectern-prose [text]="document.text" />
        @if (document.kind === 'conflict-of-interest') {
          <label class="stack tight">
            {{ texts().documents.declare }}
            <textarea rows="3" maxlength="2000" (input)="declare(document.id, $event)"></textarea>
          </label>
        }
        <label class="row">
          <input type="checkbox" (change)="agree(document.id, $event)" />
          {{ texts().documents.agree }}
        </label>
      </section>
    }
    <form class="stack tight" (submit)="sign($event)">
      <label class="stack tight">
        {{ texts().documents.name }}
        <input type="text" autocomplete="name" maxlength="120" (input)="name.set(valueOf($event))" />
      </label>
      <div>
        <button type="submit" class="primary" [disabled]="!complete() || working()">
          {{ texts().documents.sign }}
        </button>
      </div>
    </form>
  `,
  styles: ':host { display: grid; gap: 16px; }',
})
export class DocumentsForm {
  readonly documents = input.required<readonly DocumentToSign[]>();
  readonly working = input(false);
  readonly signed = output<SignDocuments>();
  protected readonly texts = computed(() => this.language().conduct);
  protected readonly name = signal('');
  private readonly agreed = signal<ReadonlySet<string>>(new Set());
  private readonly declarations = new Map<string, string>();
  private readonly language = inject(Language).texts;
  protected readonly complete = computed(
    () => this.name().trim() !== '' && this.documents().every(({ id }) => this.agreed().has(id)),
  );

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  protected agree(id: string, event: Event): void {
    const isChecked = (event.target as HTMLInputElement).checked;
    this.agreed.update((before) => new Set([...before].filter((other) => other !== id).concat(isChecked ? [id] : [])));
  }

  protected declare(id: string, event: Event): void {
    this.declarations.set(id, this.valueOf(event).trim());
  }

  protected sign(event: Event): void {
    event.preventDefault();
    if (!this.complete()) return;
    const documents = this.documents().map(({ id, version, hash }) => {
      const declaration = this.declarations.get(id);
      return { id, version, hash, ...(declaration ? { declaration } : {}) };
    });
    this.signed.emit({ documents, name: this.name().trim() });
  }
}
