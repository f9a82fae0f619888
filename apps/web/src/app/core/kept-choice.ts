/** A person's choice that this browser keeps; where storage is closed to the page, it lasts as long as the page. */
export function keptChoice<T extends string>(
  key: string,
  allowed: readonly T[],
): { load(): T | null; save(value: T | null): void } {
  return {
    load() {
      try {
        const kept = localStorage.getItem(key);
        return allowed.find((value) => value === kept) ?? null;
      } catch {
        return null;
      }
    },
    save(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        return;
      }
    },
  };
}
