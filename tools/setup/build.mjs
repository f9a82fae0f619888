import { join } from 'node:path';
import { addCompressedCopies } from '../../apps/viewer/compressed-copies.mjs';
import { cache, fingerprint, once, root, run } from './step.mjs';

const nx = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
const bin = (name) => join(root, 'node_modules', '.bin', name);

/** The database client, from prisma/schema.prisma. */
export function generateClient() {
  return once({
    name: 'Generating the database client',
    stamp: join(root, 'libs', 'records', 'src', 'generated', '.lectern-generated'),
    key: fingerprint(['prisma/schema.prisma'], { content: true }),
    work: () =>
      run(bin('prisma'), ['generate'], {
        env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
        remedy: 'prisma/schema.prisma may be wrong.',
      }),
  });
}

/** Every room and application, as Nx knows them; what has not changed comes from its cache. */
export function build() {
  return once({
    name: 'Building',
    stamp: join(cache, 'setup', 'build'),
    key: fingerprint(['libs', 'apps', 'nx.json', '.swcrc', 'tsconfig.base.json', 'package-lock.json']),
    work: async () => {
      await run(bin('nx'), ['run-many', '-t', 'transpile', 'build', '--parallel=2'], {
        env: nx,
        remedy: 'The message above names the file.',
      });
      await addCompressedCopies(join(root, 'apps', 'web', 'dist', 'browser'));
    },
  });
}
