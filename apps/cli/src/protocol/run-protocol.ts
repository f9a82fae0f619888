import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listProtocolVersions, type ApiClient } from '@lectern/contracts';
import {
  changeText,
  diffProtocols,
  parseProtocol,
  plannedSessions,
  ProtocolError,
  protocolJsonSchema,
  washoutBefore,
  type ParsedProtocol,
} from '@lectern/protocol';
import { installationRoot } from '../installation-root.js';
import { InputError } from '../terminal/errors.js';
import { readInput, resolveTyped } from '../terminal/input-file.js';
import { printLines } from '../terminal/output.js';
import { table } from '../terminal/table.js';
import type { ServerOptions } from './protocol.command.js';
import { clientOf } from './server.js';

export function runSchema(): void {
  printLines([JSON.stringify(protocolJsonSchema(), null, 2)]);
}

/** @throws InputError where the file is there already */
export async function runNew({ template, out }: { template: string; out?: string }): Promise<void> {
  const text = await readFile(join(installationRoot(), 'examples/protocols', `${template}.protocol.yaml`), 'utf8');
  if (out === undefined) return void process.stdout.write(text);
  try {
    await writeFile(resolveTyped(out), text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new InputError(`${out}: is there already; name another file`);
    throw error;
  }
  printLines([`${out} written. Next: lectern protocol check ${out}`]);
}

/** @throws InputError with one line a fault */
export async function runCheck(file: string, { json }: { json?: boolean }): Promise<void> {
  const text = await textOf(file);
  const parsed = parsedOrIssues(text);
  if ('issues' in parsed) {
    if (json) printLines([JSON.stringify({ valid: false, issues: parsed.issues }, null, 2)]);
    const lines = parsed.issues.map(
      ({ line, path, message }) => `${file}${line ? `:${line}` : ''}: ${path ? `${path}: ` : ''}${message}`,
    );
    throw new InputError(lines.join('\n'));
  }
  const { protocol, hash } = parsed;
  const sessions = plannedSessions(protocol).map((session) => ({
    ...session,
    washout: washoutBefore(protocol, session.number),
  }));
  if (json) return printLines([JSON.stringify({ valid: true, hash, sessions }, null, 2)]);
  printLines([
    `${file}: valid`,
    `SHA-256 ${hash}`,
    '',
    ...table(
      [{ head: 'session', number: true }, { head: 'phase' }, { head: 'period', number: true }, { head: 'waits for' }],
      sessions.map(({ number, phase, period, repeats, washout }) => [
        `${number}`,
        repeats ? 'repeats' : phase,
        period > 0 ? `${period}` : '',
        washout ? `${washout.days} days after session ${washout.afterSession}` : '',
      ]),
    ),
  ]);
}

/** @throws InputError for a file that is no protocol; UsageError where neither a second file nor a server is named */
export async function runDiff(
  a: string,
  b: string | undefined,
  options: ServerOptions & { json?: boolean },
): Promise<void> {
  if (b === undefined) return versionsOf(a, clientOf(options), options.json === true);
  const [before, after] = [await protocolIn(a), await protocolIn(b)];
  const changes = diffProtocols(before.protocol, after.protocol);
  if (options.json) return printLines([JSON.stringify(changes, null, 2)]);
  printLines(changes.length > 0 ? changes.map(changeText) : ['The two protocols mean the same.']);
}

async function versionsOf(study: string, client: ApiClient, json: boolean): Promise<void> {
  const versions = await client.call(listProtocolVersions, { study });
  if (json) return printLines([JSON.stringify(versions, null, 2)]);
  printLines(
    versions.flatMap(({ version, createdAt, hash, reason, postHoc, changes }) => [
      `Version ${version}, ${createdAt}${postHoc ? ', after reads existed' : ''}${reason ? `: ${reason}` : ''}`,
      `  SHA-256 ${hash}`,
      ...changes.map((change) => `  ${change}`),
    ]),
  );
}

async function textOf(file: string): Promise<string> {
  return new TextDecoder().decode((await readInput(file)).bytes);
}

async function protocolIn(file: string): Promise<ParsedProtocol> {
  const parsed = parsedOrIssues(await textOf(file));
  if ('issues' in parsed)
    throw new InputError(`${file}: is no protocol that can be used; see \`lectern protocol check ${file}\``);
  return parsed;
}

function parsedOrIssues(text: string): ParsedProtocol | Pick<ProtocolError, 'issues'> {
  try {
    return parseProtocol(text);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}
