import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Where the viewer's files lie: OHIF as the set-up prepares it (fetched here if that has not been done), and ours as the build leaves them. */
export async function viewerFolders(): Promise<{ readonly ohif: string; readonly viewer: string }> {
  const viewer = join(root, 'apps', 'viewer');
  const { prepareViewer } = (await import(join(viewer, 'prepare.mjs'))) as {
    prepareViewer(options: { root: string }): Promise<string>;
  };
  return { ohif: await prepareViewer({ root }), viewer: join(viewer, 'dist') };
}
