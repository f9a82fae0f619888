import { Command, Option } from 'commander';

/** The templates of `examples/protocols`, by design. */
export const templates = [
  'crossover',
  'three-conditions',
  'sequential',
  'concurrent',
  'parallel',
  'split-plot',
] as const;

export interface ServerOptions {
  readonly server?: string;
  readonly token?: string;
}

function serverOptions(command: Command): Command {
  return command
    .option('--server <url>', 'address of the server that has the study')
    .option('--token <token>', 'token of yours, made under your account (default: LECTERN_TOKEN)');
}

/** `lectern protocol ...`: the study protocol as a file. */
export function protocolCommand(): Command {
  return new Command('protocol')
    .description('study protocols: templates, checks, differences, their published schema')
    .addCommand(schemaCommand())
    .addCommand(newCommand())
    .addCommand(checkCommand())
    .addCommand(diffCommand())
    .addCommand(cloneCommand());
}

function schemaCommand(): Command {
  return new Command('schema').description('print the JSON Schema of a protocol (for editors)').action(async () => {
    (await import('./run-protocol.js')).runSchema();
  });
}

function newCommand(): Command {
  return new Command('new')
    .description('print a protocol to start from')
    .addOption(new Option('--template <design>', 'which design').choices(templates).default('crossover'))
    .option('--out <file>', 'write it there; an existing file is not overwritten')
    .action(async (options: { template: string; out?: string }) => {
      await (await import('./run-protocol.js')).runNew(options);
    });
}

function checkCommand(): Command {
  return new Command('check')
    .description('check a protocol: each fault with its line, place and remedy; then what follows from it')
    .argument('<file>', 'protocol as YAML or JSON')
    .option('--json', 'print issues or hash and sessions as JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      await (await import('./run-protocol.js')).runCheck(file, options);
    });
}

function diffCommand(): Command {
  const command = new Command('diff')
    .description('what changed from one protocol to another, or over the versions of a study')
    .argument('<a>', 'protocol file, or id of a study with --server')
    .argument('[b]', 'protocol file')
    .option('--json', 'print the changes as JSON')
    .addHelpText('after', '\nLines: + added, - removed, ~ changed, > moved.');
  return serverOptions(command).action(async (a: string, b: string | undefined, options: ServerOptions) => {
    await (await import('./run-protocol.js')).runDiff(a, b, options);
  });
}

function cloneCommand(): Command {
  const command = new Command('clone')
    .description('make a new study with the protocol of another')
    .argument('<study>', 'id of the study')
    .option('--title <title>', 'of the new study')
    .option('--cases', 'with its cases, reference standard and AI results');
  return serverOptions(command).action(
    async (study: string, options: ServerOptions & { title?: string; cases?: boolean }) => {
      await (await import('./run-study.js')).runClone(study, options);
    },
  );
}

/** `lectern schedule verify`: the worklists derived again. */
export function scheduleCommand(): Command {
  const verify = new Command('verify')
    .description('derive the worklists of a frozen study again and compare them to the byte')
    .argument('<study>', 'bundle of a locked study (zip), or id of a study with --server')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nFrom a bundle this runs here, with the seed, the rosters and the reference standard that are in it; with --server the server derives them, since\nbefore the lock nobody outside may have the reference standard.',
    );
  serverOptions(verify).action(async (study: string, options: ServerOptions & { json?: boolean }) => {
    await (await import('./run-study.js')).runScheduleVerify(study, options);
  });
  return new Command('schedule').description('worklists of a frozen study').addCommand(verify);
}
