import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conduct, createConduct, loadConfiguration, openInstallation } from '@lectern/conduct';
import type { Configuration } from '@lectern/contracts';
import { createApi } from './create-api.js';
import { DicomNode } from './dicom-node/dicom-node.js';
import type { PageFolders } from './static/serve-pages.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Where set-up and build put the pages; undefined where they were not built. */
function builtPages(): PageFolders | undefined {
  const pages = {
    web: join(root, 'apps', 'web', 'dist', 'browser'),
    ohif: join(root, '.lectern', 'cache', 'ohif', 'current'),
    viewer: join(root, 'apps', 'viewer', 'dist'),
  };
  const built = existsSync(join(pages.web, 'index.html')) && existsSync(pages.ohif) && existsSync(pages.viewer);
  return built ? pages : undefined;
}

/** The DICOM node, where the configuration names a port for it. */
async function dicomNode({ intake }: Configuration, conduct: Conduct): Promise<DicomNode | undefined> {
  const { dicomHost: host, dicomPort: port } = intake;
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return port === undefined ? undefined : DicomNode.start({ conduct, host, port, log });
}

async function main(): Promise<void> {
  const configuration = loadConfiguration(process.cwd(), process.env);
  const installation = await openInstallation(configuration);
  const conduct = createConduct(installation);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const node = await dicomNode(configuration, conduct);
  const app = await createApi({
    dicomPort: node?.port,
    conduct,
    version,
    pages: builtPages(),
    temporalUiOrigin: configuration.temporal.uiOrigin,
  });
  await app.listen(configuration.http.port, configuration.http.host);

  const stop = async (): Promise<void> => {
    await node?.close();
    await app.close();
    await installation.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('disconnect', () => void stop()); // the launcher is gone, however it went
  process.send?.({ kind: 'ready', firstToken: await conduct.signIn.firstLink() });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.send?.({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
});
