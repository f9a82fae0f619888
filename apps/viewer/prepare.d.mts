/** Prepares the viewer below `<root>/.lectern/cache/ohif/` and returns the folder to serve at `/ohif/`. */
export function prepareViewer(options: { root: string; log?: (line: string) => void }): Promise<string>;

export interface Replacement {
  readonly why: string;
  readonly files: string;
  readonly pattern: string;
  readonly replacement: string;
  readonly count: number;
}

export function applyReplacements(dist: string, replacements: readonly Replacement[]): Promise<void>;
