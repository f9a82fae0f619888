/**
 * Idempotency keys as a client needs them: the same request made again while the first is under way, or after its answer was lost, is the same act and goes under
 * the same key; once it was answered, the same request is a new act.
 */
export class RetryKeys {
  private readonly open = new Map<string, { readonly key: string; underWay: number }>();

  /** @param make a new key that nobody can guess */
  constructor(private readonly make: () => string) {}

  begin(request: string): string {
    const act = this.open.get(request) ?? { key: this.make(), underWay: 0 };
    act.underWay++;
    this.open.set(request, act);
    return act.key;
  }

  /** @param isAnswered the server has said what became of it */
  end(request: string, isAnswered: boolean): void {
    const act = this.open.get(request);
    if (!act) return;
    act.underWay--;
    if (isAnswered && act.underWay === 0) this.open.delete(request);
  }
}
