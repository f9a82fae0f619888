import { computed, signal } from '@angular/core';
import type { Page } from '@lectern/contracts';

/** The largest page that the server gives. */
const largest = 1000;

/** Asks for one page. @param after where the page before ended; undefined: the first page */
export type LoadPage<Item> = (after: string | undefined, limit: number) => Promise<Page<Item>>;

/** A list that is loaded a page at a time, as far as its reader wants. What is shown stays until something newer is there. */
export class Paged<Item> {
  private readonly shown = signal<{ items: readonly Item[]; next: string | null } | null>(null);
  private asked = 0;
  readonly items = computed(() => this.shown()?.items ?? null);
  readonly hasMore = computed(() => (this.shown()?.next ?? null) !== null);
  readonly loading = signal(false);
  readonly error = signal<unknown>(null);

  constructor(
    private readonly load: LoadPage<Item>,
    private readonly size = 100,
  ) {}

  /** Loads anew as many items as are shown. */
  reload(): Promise<void> {
    const wanted = Math.max(this.size, this.shown()?.items.length ?? 0);
    return this.take(async () => {
      const items: Item[] = [];
      let next: string | null = null;
      do {
        const page: Page<Item> = await this.load(next ?? undefined, Math.min(largest, wanted - items.length));
        items.push(...page.items);
        ({ next } = page);
      } while (next !== null && items.length < wanted);
      return { items, next };
    });
  }

  /** Forgets what is shown and loads the first page: the list is another one now. */
  restart(): Promise<void> {
    this.shown.set(null);
    return this.reload();
  }

  /** Loads the page after the last one that is shown. */
  async more(): Promise<void> {
    const { items, next } = this.shown() ?? { items: [], next: null };
    if (next === null || this.loading()) return;
    await this.take(async () => {
      const page = await this.load(next, this.size);
      return { items: [...items, ...page.items], next: page.next };
    });
  }

  /** Of several questions at once the answer to the last one stands. */
  private async take(ask: () => Promise<{ items: readonly Item[]; next: string | null }>): Promise<void> {
    const own = ++this.asked;
    this.loading.set(true);
    try {
      const answer = await ask();
      if (own !== this.asked) return;
      this.shown.set(answer);
      this.error.set(null);
    } catch (error) {
      if (own === this.asked) this.error.set(error);
    } finally {
      if (own === this.asked) this.loading.set(false);
    }
  }
}
