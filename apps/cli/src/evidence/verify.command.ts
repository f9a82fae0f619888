import { Command } from 'commander';
import type { VerifyRequest } from './run-verify.js';

/** `lectern verify BUNDLE`: offline. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'check the bundle of a study, offline: hashes, signatures, audit chain, answers, and the statistics anew',
    )
    .argument('<bundle>', 'zip file')
    .option('--key <key>', 'public key of the installation (hexadecimal), as you learned it elsewhere')
    .option('--head <file>', 'signed heads that you kept (JSON as the server gives them)')
    .action(async (file: string, options: VerifyRequest) => {
      const { runVerify } = await import('./run-verify.js');
      await runVerify(file, options);
    });
}
