import { join } from 'node:path';
import { fingerprint, once, root, run } from './step.mjs';

/** npm packages as the lock file names them. */
export function installPackages() {
  return once({
    name: 'Installing npm packages (some minutes the first time)',
    stamp: join(root, 'node_modules', '.lectern-installed'),
    key: fingerprint(['package-lock.json'], { content: true }),
    work: () =>
      run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
        // not `npm ci`: it refuses a lock file that lacks the optional packages of other platforms, which some registries do not serve
        // Prisma's engine is not used at run time; without this its install would fetch it.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_SKIP_POSTINSTALL_GENERATE: '1' },
        remedy: 'Check the network and npm proxy settings, then start again; what was fetched is kept.',
      }),
  });
}
