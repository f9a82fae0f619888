import { Injectable, signal } from '@angular/core';
import { z } from 'zod';
import { usualKeys, withKey, type Act, type Keys } from './model/key-map.js';

const key = 'lectern.keys';
const keptSchema = z.record(z.string(), z.string());

/** The reader's own keys, kept in this browser. */
@Injectable({ providedIn: 'root' })
export class KeyChoices {
  private readonly current = signal(kept());
  readonly keys = this.current.asReadonly();

  /** The protocol's keys, where the reader has not chosen others. */
  plan(bindings: Partial<Record<Act, string>> = {}): void {
    if (isKept()) return;
    this.current.set(
      Object.entries(bindings).reduce<Keys>((keys, [act, pressed]) => withKey(keys, act as Act, pressed), usualKeys),
    );
  }

  choose(act: Act, pressed: string): void {
    this.save(withKey(this.keys(), act, pressed));
  }

  reset(): void {
    this.save(usualKeys);
  }

  private save(keys: Keys): void {
    this.current.set(keys);
    try {
      localStorage.setItem(key, JSON.stringify(keys));
    } catch {
      return; // without storage the choice lasts as long as the page
    }
  }
}

function isKept(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** What was kept, key by key onto the usual map, so that an act that is new since has its usual key or takes a free one. */
function kept(): Keys {
  try {
    const parsed = keptSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}'));
    if (!parsed.success) return usualKeys;
    return Object.entries(parsed.data).reduce<Keys>(
      (keys, [act, pressed]) => (act in usualKeys ? withKey(keys, act as Act, pressed) : keys),
      usualKeys,
    );
  } catch {
    return usualKeys;
  }
}
