/** The newest so many values by key, of what cannot change any more. */
export class Remembered<T> {
  private readonly values = new Map<string, T>();
  private readonly most = 500;

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  keep(key: string, value: T): T {
    const [oldest] = this.values.keys();
    if (this.values.size >= this.most && oldest !== undefined) this.values.delete(oldest);
    this.values.set(key, value);
    return value;
  }
}
