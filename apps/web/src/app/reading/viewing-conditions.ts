import { Injectable, signal } from '@angular/core';
import { z } from 'zod';

const key = 'lectern.viewing';
const DAY_MILLIS = 86_400_000;
const checkSchema = z.object({
  darkStepsSeen: z.number().int().min(0).max(8).nullable(),
  roomLight: z.enum(['dim', 'ordinary', 'bright']).nullable(),
  atMillis: z.number(),
});
export type ScreenCheck = Omit<z.infer<typeof checkSchema>, 'atMillis'>;

const unchecked: ScreenCheck = { darkStepsSeen: null, roomLight: null };

/** The screen and the light in which is read; what the reader said of them holds for a day in this browser. */
@Injectable({ providedIn: 'root' })
export class ViewingConditions {
  private readonly said = signal(kept());
  readonly check = this.said.asReadonly();

  say(change: Partial<ScreenCheck>): void {
    this.said.update((before) => ({ ...before, ...change }));
    try {
      localStorage.setItem(key, JSON.stringify({ ...this.said(), atMillis: Date.now() }));
    } catch {
      return; // without storage it holds as long as the page
    }
  }

  now() {
    return { width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio, ...this.said() };
  }
}

function kept(): ScreenCheck {
  try {
    const parsed = checkSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    if (!parsed.success || Date.now() - parsed.data.atMillis > DAY_MILLIS) return unchecked;
    const { darkStepsSeen, roomLight } = parsed.data;
    return { darkStepsSeen, roomLight };
  } catch {
    return unchecked;
  }
}
