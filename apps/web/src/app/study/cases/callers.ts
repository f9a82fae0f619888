import type { NodeCaller } from '@lectern/contracts';

/** Callers as they are written, one a line: `TITLE`, or `TITLE@address`. */
export function callersOf(text: string): NodeCaller[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [aeTitle = '', address] = line.split('@').map((part) => part.trim());
      return address ? { aeTitle, address } : { aeTitle };
    });
}
