import { loadConfiguration } from '@lectern/conduct';
import { RunLock } from './run-lock.js';

/** What runs on a data folder ends. */
export async function runDown(options: { data?: string }): Promise<void> {
  const overrides = options.data ? { LECTERN_DATA_FOLDER: options.data } : {};
  const { dataFolder } = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
  await RunLock.end(dataFolder);
}
