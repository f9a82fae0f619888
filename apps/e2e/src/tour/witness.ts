import type { Page } from 'playwright-core';

/** Where a page is: the console may be light or dark, the reading room is dark always. */
export type Room = 'console' | 'reading';

/** Looks at a state of a page, once it stands there; leaves the page as it was. */
export interface Witness {
  /** @param name of the state, unique in a tour */
  see(page: Page, name: string, room?: Room): Promise<void>;
  /** Looks at the page as it is printed. */
  print(page: Page, name: string): Promise<void>;
}
