import { Command } from 'commander';

/** `lectern rotate-payload-key`: a new key for what Temporal stores; the old ones stay, since histories were written with them. */
export function rotatePayloadKeyCommand(): Command {
  return new Command('rotate-payload-key')
    .description('make a new key for payloads of workflow histories; used from the next start on')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .action(async (options: { data?: string }) => {
      const { loadConfiguration, rotatePayloadKey } = await import('@lectern/conduct');
      const overrides = options.data ? { LECTERN_DATA_FOLDER: options.data } : {};
      const { dataFolder, temporal } = loadConfiguration(process.cwd(), { ...process.env, ...overrides });
      if (temporal.payloadKeys)
        throw new Error('The keys come from the configuration (temporal.payloadKeys): put a new one first there.');
      process.stdout.write(`New key ${await rotatePayloadKey(dataFolder)}. Start Lectern again to use it.\n`);
    });
}
