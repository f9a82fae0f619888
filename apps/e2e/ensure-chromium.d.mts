/** Path of an executable Chromium, installed first where there is none. */
export function chromiumPath(options?: { log?: (line: string) => void }): string;
