import type { ObjectStore } from '@lectern/storage';

interface Held {
  readonly content: Promise<Uint8Array>;
  /** 0 until it is there. */
  size: number;
}

/**
 * The objects that were asked for last, whole: a viewer that asks for one frame of a stack asks for the others next. Only for keys whose content never changes. It knows
 * nothing of who may have what: whoever asks it has judged that.
 */
export class RecentObjects {
  /** The one that was asked for longest ago first. */
  private readonly held = new Map<string, Held>();
  private bytes = 0;

  /** @param most bytes that are kept at most */
  constructor(
    private readonly store: ObjectStore,
    private readonly most: number,
  ) {}

  /** Whether an object of this size is kept: a large one would push out all others. */
  keeps(size: number): boolean {
    return size <= this.most / 4;
  }

  /** @throws ObjectMissingError */
  get(key: string): Promise<Uint8Array> {
    const held = this.held.get(key) ?? this.load(key);
    this.held.delete(key);
    this.held.set(key, held);
    return held.content;
  }

  private load(key: string): Held {
    const held: Held = { content: this.store.get(key), size: 0 };
    held.content.then(
      ({ length }) => this.loaded(key, held, length),
      () => this.drop(key, held),
    );
    return held;
  }

  private loaded(key: string, held: Held, size: number): void {
    if (this.held.get(key) !== held) return;
    if (!this.keeps(size)) return this.drop(key, held);
    held.size = size;
    this.bytes += size;
    for (const [oldest, other] of this.held) {
      if (this.bytes <= this.most) return;
      this.drop(oldest, other);
    }
  }

  private drop(key: string, held: Held): void {
    if (this.held.get(key) !== held) return;
    this.held.delete(key);
    this.bytes -= held.size;
  }
}
