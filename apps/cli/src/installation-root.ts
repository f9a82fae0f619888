import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder in which Lectern lies: it holds `apps`, `prisma` and `models`. */
export function installationRoot(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
}
