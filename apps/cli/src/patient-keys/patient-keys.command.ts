import { Command } from 'commander';

/** `lectern patient-keys FILE`: the irreversible keys of patients, for the manifest of a model that was trained on them. */
export function patientKeysCommand(): Command {
  return new Command('patient-keys')
    .description(
      "print the irreversible keys of patients under this installation's secret, as JSON for trainingData.patientKeys of a model.json",
    )
    .argument('<file>', 'one patient a line: patient id, or patient id,issuer')
    .option('--data <folder>', 'folder of data and logs (default: dataFolder of lectern.yaml)')
    .action(async (file: string, options: { data?: string }) => {
      await (await import('./run-patient-keys.js')).runPatientKeys(file, options);
    });
}
