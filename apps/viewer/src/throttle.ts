/** Calls `act` with the latest argument at most once in `millis`: at once, and at the end of the interval if there was more. */
export function throttled<Argument>(millis: number, act: (argument: Argument) => void): (argument: Argument) => void {
  let waiting: { readonly argument: Argument } | null = null;
  let open = true;
  const flush = (): void => {
    open = waiting === null;
    if (!waiting) return;
    const { argument } = waiting;
    waiting = null;
    act(argument);
    setTimeout(flush, millis);
  };
  return (argument) => {
    if (!open) {
      waiting = { argument };
      return;
    }
    open = false;
    act(argument);
    setTimeout(flush, millis);
  };
}
