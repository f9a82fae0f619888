import { Command } from 'commander';
import { acceptCommand } from './accept/accept.command.js';
import { analyzeCommand } from './analyze/analyze.command.js';
import { analyzeBinaryCommand } from './analyze-binary/analyze-binary.command.js';
import { analyzeConfidenceCommand } from './analyze-confidence/analyze-confidence.command.js';
import { analyzeTimeCommand } from './analyze-time/analyze-time.command.js';
import { powerCommand } from './power/power.command.js';
import { simulateCommand } from './simulate/simulate.command.js';
import { exportCommand } from './evidence/export.command.js';
import { verifyCommand } from './evidence/verify.command.js';
import { rotatePayloadKeyCommand } from './payload-keys/rotate-payload-key.command.js';
import { patientKeysCommand } from './patient-keys/patient-keys.command.js';
import { protocolCommand, scheduleCommand } from './protocol/protocol.command.js';
import { downCommand } from './up/down.command.js';
import { evaluateCommand } from './evaluate/evaluate.command.js';
import { importResultsCommand } from './import-results/import-results.command.js';
import { ingestCommand } from './ingest/ingest.command.js';
import { phantomCommand } from './phantom/phantom.command.js';
import { upCommand } from './up/up.command.js';

/** All commands. Each loads what it works with when it runs, so that none waits for the others' libraries. */
export function lecternProgram(): Command {
  const program = new Command('lectern')
    .description('Reader studies of AI in radiology, from DICOM files to a signed statistical report')
    .addCommand(upCommand())
    .addCommand(downCommand())
    .addCommand(ingestCommand())
    .addCommand(acceptCommand())
    .addCommand(importResultsCommand())
    .addCommand(exportCommand())
    .addCommand(verifyCommand())
    .addCommand(patientKeysCommand())
    .addCommand(rotatePayloadKeyCommand())
    .addCommand(protocolCommand())
    .addCommand(scheduleCommand())
    .addCommand(analyzeCommand())
    .addCommand(analyzeTimeCommand())
    .addCommand(analyzeBinaryCommand())
    .addCommand(analyzeConfidenceCommand())
    .addCommand(powerCommand())
    .addCommand(simulateCommand())
    .addCommand(phantomCommand())
    .addCommand(evaluateCommand());
  return everywhere(program);
}

/** A usage error is thrown, and said in one line, by every command. */
function everywhere(command: Command): Command {
  command.exitOverride().configureHelp({ helpWidth: 120 }).showHelpAfterError(false).showSuggestionAfterError(false);
  for (const sub of command.commands) everywhere(sub);
  return command;
}
