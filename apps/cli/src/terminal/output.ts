import type { z } from 'zod';

/** Result as JSON, held against its schema: what is no number never leaves as one. */
export function printJson<S extends z.ZodType>(schema: S, output: z.input<S>): void {
  process.stdout.write(`${JSON.stringify(schema.parse(output), null, 2)}\n`);
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
