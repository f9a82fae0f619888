import {
  ApiError,
  cloneStudy,
  protocolSchema,
  verifyStudySchedule,
  type ScheduleVerificationView,
} from '@lectern/contracts';
import {
  balanceOf,
  scheduleInputOf,
  UnknownGenerator,
  verifySchedule,
  type ReferenceRow,
  type Schedule,
  type ScheduleInput,
} from '@lectern/protocol';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { InputError } from '../terminal/errors.js';
import { readInput } from '../terminal/input-file.js';
import { printLines } from '../terminal/output.js';
import { section, table } from '../terminal/table.js';
import type { ServerOptions } from './protocol.command.js';
import { clientOf } from './server.js';

export async function runClone(
  study: string,
  { title, cases, ...server }: ServerOptions & { title?: string; cases?: boolean },
): Promise<void> {
  const made = await answered(() =>
    clientOf(server).call(cloneStudy, { study }, { ...(title ? { title } : {}), cases: cases === true }),
  );
  printLines([`Study ${made.id}: ${made.title}`]);
}

/** Exit code 1 where the worklists are not those of the seed, or keep not what the design promises. */
export async function runScheduleVerify(
  study: string,
  { json, ...server }: ServerOptions & { json?: boolean },
): Promise<void> {
  const result = server.server
    ? await answered(() => clientOf(server).call(verifyStudySchedule, { study }))
    : await verifiedBundle(study);
  if (json) printLines([JSON.stringify(result, null, 2)]);
  else printLines(reportOf(result));
  if (result.difference !== null || result.broken.length > 0) process.exitCode = 1;
}

function reportOf({
  generator,
  storedHash,
  derivedHash,
  difference,
  broken,
  balance,
}: ScheduleVerificationView): string[] {
  return [
    difference === null
      ? 'The worklists come out again, to the byte.'
      : `The worklists are NOT those of the seed: they first differ at ${difference}.`,
    `Generator ${generator}`,
    `Stored    SHA-256 ${storedHash}`,
    `Derived   SHA-256 ${derivedHash}`,
    ...section('Promises of the design that are not kept', broken),
    ...section(
      'Planned reads',
      table(
        [{ head: 'session', number: true }, { head: 'condition' }, { head: 'reads', number: true }],
        balance.map(({ session, condition, reads }) => [`${session}`, condition, `${reads}`]),
      ),
    ),
  ];
}

const numbered = z.object({ number: z.number().int() });
const bundleShapes = {
  freeze: z.object({
    hash: z.string(),
    seed: z.string(),
    protocolVersion: z.number().int(),
    manifest: z.object({
      readers: z.array(numbered.extend({ stratum: z.string().optional() })),
      cases: z.array(numbered.extend({ id: z.string(), purpose: z.enum(['training', 'qualification']).optional() })),
    }),
  }),
  versions: z.array(z.object({ version: z.number().int(), document: z.unknown() })),
  reference: z.object({
    committed: z.object({
      rows: z.array(
        z.object({
          caseId: z.string(),
          positive: z.boolean(),
          grade: z.number().nullable(),
          site: z.string().nullable(),
          attributes: z.unknown().optional(),
        }),
      ),
    }),
  }),
};

/** @throws InputError for a file that is no bundle */
export async function verifiedBundle(file: string): Promise<ScheduleVerificationView> {
  const { bytes } = await readInput(file);
  const files = unzipped(file, bytes);
  const part = <T>(name: string, shape: z.ZodType<T>): T => {
    const content = files[name];
    if (!content) throw new InputError(`${file}: has no ${name}; is it the bundle of a study?`);
    const parsed = shape.safeParse(JSON.parse(strFromU8(content)));
    if (!parsed.success) throw new InputError(`${file}: ${name} has not the shape of a bundle of this version`);
    return parsed.data;
  };
  const freeze = part('freeze.json', bundleShapes.freeze);
  const versions = part('protocol/versions.json', bundleShapes.versions);
  const { committed } = part('reference-standard.json', bundleShapes.reference);
  const schedule = part(
    'schedule.json',
    z.custom<Schedule>((value) => typeof value === 'object' && value !== null),
  );
  const document = versions.find(({ version }) => version === freeze.protocolVersion)?.document;
  const input = scheduleInputOf({
    protocol: protocolSchema.parse(document),
    freezeHash: freeze.hash,
    seed: freeze.seed,
    readers: freeze.manifest.readers.map(({ number, stratum }) => ({ number, ...(stratum ? { stratum } : {}) })),
    cases: freeze.manifest.cases.map(({ number, id, purpose }) => ({ number, id, ...(purpose ? { purpose } : {}) })),
    reference: committed.rows satisfies ReferenceRow[],
  });
  return verified(file, schedule, input);
}

function verified(file: string, schedule: Schedule, input: ScheduleInput): ScheduleVerificationView {
  try {
    const { generator, storedHash, derivedHash, difference, broken } = verifySchedule(schedule, input);
    const pooled = input.cases.map(({ number }) => ({ number, stratum: '' }));
    const balance = balanceOf(schedule, pooled).map(({ session, condition, reads }) => ({ session, condition, reads }));
    return { generator, storedHash, derivedHash, difference, broken: [...broken], balance };
  } catch (error) {
    if (error instanceof UnknownGenerator) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}

function unzipped(file: string, bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    throw new InputError(`${file}: is no zip file`);
  }
}

async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ApiError) throw new InputError(`the server refused: ${error.message}`);
    throw error;
  }
}
