import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Supervise } from './process-group.js';

export interface ApplicationOptions {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFolder: string;
  readonly supervise: Supervise;
  readonly signal: AbortSignal | undefined;
}

/** What an application tells its launcher. */
type Message =
  | { readonly kind: 'ready'; readonly firstToken?: string | null }
  | { readonly kind: 'failed'; readonly message: string };

/** Starts an application and waits until it says that it is ready. @returns the one-time token of the first user, where it says one */
export function startApplication(
  name: 'api' | 'worker',
  { root, environment, logFolder, supervise, signal }: ApplicationOptions,
): Promise<string | null> {
  const dataFolder = environment.LECTERN_DATA_FOLDER as string;
  const script = join(root, 'apps', name, 'dist', 'main.js');
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    supervise(
      {
        name,
        spawn: () =>
          fork(script, ['--data', dataFolder], {
            env: { ...process.env, ...environment },
            stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
            detached: true,
          }),
        onMessage: (message) => {
          const said = message as Message;
          if (said.kind === 'ready') resolve(said.firstToken ?? null);
          else reject(new Error(`${name}: ${said.message} (see ${join(logFolder, `${name}.log`)})`));
        },
      },
      dataFolder,
    );
  });
}
