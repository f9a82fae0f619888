import { section } from './table.js';

/** Warnings and sources, which close every report. */
export function closing({ warnings, source }: { warnings: readonly string[]; source: readonly string[] }): string[] {
  return [...section('Warnings', warnings), ...section('Sources', source)];
}
