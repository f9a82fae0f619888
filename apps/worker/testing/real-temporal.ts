import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { bundledWorkflows, quietRuntime } from '../../../libs/workflows/testing/time-skipping.js';
import { removeDataFolder, temporaryDataFolder } from '../../../tools/recovery/launcher.js';
import { TemporalProcess } from '../../../tools/recovery/temporal-process.js';
import { type Conductor, startConductor, type TemporalConnections } from './conducted-world.js';

/** The whole server side on a real Temporal server, whose files lie in a folder of its own; its relay is not begun yet. */
export interface RealTemporalWorld {
  /** Where Temporal keeps its database. */
  readonly folder: string;
  readonly temporal: TemporalProcess;
  readonly installation: TestInstallation;
  readonly connection: Connection;
  readonly conductor: Conductor;
  close(): Promise<void>;
}

export async function startRealTemporalWorld(
  payloads: Pick<TemporalConnections, 'dataConverter'> = {},
): Promise<RealTemporalWorld> {
  quietRuntime();
  bundledWorkflows();
  const folder = temporaryDataFolder();
  const temporal = await TemporalProcess.on(folder);
  const installation = await startTestInstallation();
  const connection = await Connection.connect({ address: temporal.address });
  const nativeConnection = await NativeConnection.connect({ address: temporal.address });
  const conductor = await startConductor(installation, { connection, nativeConnection, searchable: true, ...payloads });
  return {
    ...{ folder, temporal, installation, connection, conductor },
    close: async () => {
      await conductor.stop();
      await nativeConnection.close();
      await connection.close();
      await temporal.kill();
      await installation.close();
      removeDataFolder(folder);
    },
  };
}
