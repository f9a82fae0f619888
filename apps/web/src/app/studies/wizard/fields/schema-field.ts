import { Component, computed, inject, input } from '@angular/core';
import { Language } from '../../../texts/language.js';
import type { ProtocolPath } from '../model/protocol-text.js';
import { startOf, type SchemaField, type SchemaNode } from '../model/schema-node.js';
import { WizardStore } from '../wizard.store.js';

/** One part of the protocol as a form, made from its schema; it reads and writes the document at its path. */
@Component({
  selector: 'lectern-schema-field',
  templateUrl: './schema-field.html',
  styleUrl: './schema-field.css',
})
export class SchemaFieldForm {
  readonly name = input.required<string>();
  readonly node = input.required<SchemaNode>();
  readonly path = input.required<ProtocolPath>();
  readonly required = input(true);
  /** What counts where nothing is written. */
  readonly usual = input<unknown>();
  protected readonly store = inject(WizardStore);
  protected readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().wizard);
  protected readonly value = computed(() => this.store.valueAt(this.path()));
  protected readonly issues = computed(() => this.store.issuesAt(this.path()));
  protected readonly label = computed(() => this.labelOf(this.name()));
  protected readonly hint = computed(() => this.texts().server.says(this.node().hint));
  protected readonly isAbsent = computed(() => this.value() === undefined);
  protected readonly items = computed(() => {
    const value = this.value();
    return Array.isArray(value) ? (value as unknown[]) : [];
  });
  protected readonly shown = computed(() => {
    const value = this.value();
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
  protected readonly usualText = computed(() => {
    const usual = this.usual();
    return ['string', 'number', 'boolean'].includes(typeof usual) ? this.words().usual(String(usual)) : '';
  });
  /** The fields of the variant that is chosen, without the key that chooses it. */
  protected readonly variantFields = computed<readonly SchemaField[]>(() => {
    const node = this.node();
    if (node.kind !== 'union') return [];
    const chosen = node.variants.find(({ name }) => name === this.variant());
    return chosen?.node.fields.filter(({ name }) => name !== node.key) ?? [];
  });
  protected readonly variant = computed(() => {
    const node = this.node();
    return node.kind === 'union' ? String(this.store.valueAt([...this.path(), node.key]) ?? '') : '';
  });

  protected labelOf(name: string): string {
    return (
      this.words().fields[name] ??
      name.charAt(0).toUpperCase() +
        name
          .slice(1)
          .replace(/([A-Z])/g, ' $1')
          .toLowerCase()
    );
  }

  /** What tells one item of a list from the others. */
  protected titleOf(item: unknown, index: number): string {
    const { name, id, text } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    return `${index + 1}. ${[name, text, id].find((each) => typeof each === 'string' && each !== '') ?? ''}`;
  }

  protected at(key: string | number): ProtocolPath {
    return [...this.path(), key];
  }

  protected setText(text: string): void {
    const node = this.node();
    if (text === '' && !this.required()) return this.set(undefined);
    const isNumber =
      node.kind === 'number' || (node.kind === 'scalar' && text.trim() !== '' && Number.isFinite(Number(text)));
    this.set(isNumber && Number.isFinite(Number(text)) ? Number(text) : text);
  }

  protected set(value: unknown): void {
    this.store.set(this.path(), value);
  }

  protected begin(): void {
    this.set(startOf(this.node()));
  }

  protected toggle(option: string, options: readonly string[]): void {
    const chosen = this.items();
    const next = options.filter((each) => (each === option ? !chosen.includes(each) : chosen.includes(each)));
    this.set(next);
  }

  protected chooseVariant(name: string): void {
    const node = this.node();
    const variant = node.kind === 'union' ? node.variants.find((each) => each.name === name) : undefined;
    if (!variant || node.kind !== 'union') return;
    const before = (this.value() ?? {}) as Record<string, unknown>;
    const kept = variant.node.fields.map(({ name: field }) => [field, before[field]] as const);
    const start = startOf(variant.node) as Record<string, unknown>;
    const own = Object.fromEntries(kept.filter(([field, value]) => field !== node.key && value !== undefined));
    this.set({ ...start, ...own, [node.key]: name });
  }

  protected add(): void {
    const node = this.node();
    if (node.kind === 'list') this.set([...this.items(), startOf(node.item)]);
  }

  protected remove(index: number): void {
    this.store.set(this.at(index), undefined);
  }

  protected move(index: number, by: number): void {
    const items = [...this.items()];
    const [moved] = items.splice(index, 1);
    items.splice(index + by, 0, moved);
    this.set(items);
  }

  protected setLines(text: string): void {
    const lines = text.split('\n').map((line) => line.trim());
    const kept = lines.filter((line) => line !== '');
    if (kept.length === 0 && !this.required()) this.set(undefined);
    else this.set(kept);
  }

  protected keyOf(field: string): string {
    const value = this.store.valueAt(this.at(field));
    return typeof value === 'string' ? value : '';
  }

  protected setKey(field: string, text: string): void {
    this.store.set(this.at(field), text === '' ? undefined : text);
  }
}
