/** Counts by place, and their running sums, in O(log n) each (Fenwick, Software: Practice and Experience 1994). */
export class CountTree {
  private readonly tree: Int32Array;
  private readonly at: Int32Array;
  private size = 0;

  /** @param capacity greatest number of places that will ever be asked for */
  constructor(capacity: number) {
    this.tree = new Int32Array(capacity + 1);
    this.at = new Int32Array(capacity + 1);
  }

  /** Empty, with places 0 ... size - 1. */
  clear(size: number): void {
    this.size = size;
    this.tree.fill(0, 0, size + 1);
    this.at.fill(0, 0, size + 1);
  }

  add(place: number): void {
    this.at[place]!++;
    for (let i = place + 1; i <= this.size; i += i & -i) this.tree[i]!++;
  }

  /** Twice the number at lower places, and, if asked, once the number at this place. */
  halvesBelow(place: number, withThisPlace: number): number {
    let below = 0;
    for (let i = place; i > 0; i &= i - 1) below += this.tree[i]!;
    return 2 * below + withThisPlace * this.at[place]!;
  }
}
