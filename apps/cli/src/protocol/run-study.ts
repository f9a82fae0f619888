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
  verifyReplacements,
  verifySchedule,
  type ReferenceRow,
  type Schedule,
  type ScheduleInput,
  type StoredWorklist,
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
  const isOther = [result, ...result.replacements].some(({ difference }) => difference !== null);
  if (isOther || result.broken.length > 0) process.exitCode = 1;
}

function reportOf({
  generator,
  storedHash,
  derivedHash,
  difference,
  broken,
  replacements,
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
      'Places taken over',
      replacements.map(({ reader, replaces, difference: other }) => {
        const verdict = other === null ? 'comes out again' : `is NOT that of the seed: it first differs at ${other}`;
        return `Reader ${reader} for reader ${replaces}: the worklist ${verdict}`;
      }),
    ),
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
  readers: z.object({
    readers: z.array(numbered.extend({ stratum: z.string().nullish(), replaces: z.number().int().nullish() })),
  }),
  read: z.object({
    ...{ reader: z.number(), session: z.number(), position: z.number(), case: z.number() },
    ...{ condition: z.string(), stages: z.array(z.string()), block: z.number(), repetition: z.number() },
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
  const frozen = {
    protocol: protocolSchema.parse(document),
    freezeHash: freeze.hash,
    seed: freeze.seed,
    cases: freeze.manifest.cases.map(({ number, id, purpose }) => ({ number, id, ...(purpose ? { purpose } : {}) })),
    reference: committed.rows satisfies ReferenceRow[],
  };
  const roster = freeze.manifest.readers.map(({ number, stratum }) => ({ number, ...(stratum ? { stratum } : {}) }));
  const { readers: later } = files['record/plan.json']
    ? part('record/plan.json', bundleShapes.readers)
    : { readers: [] };
  const everybody = later.map(({ number, stratum, replaces }) => ({
    number,
    ...(stratum ? { stratum } : {}),
    ...(replaces == null ? {} : { replaces }),
  }));
  return verified(file, schedule, {
    input: scheduleInputOf({ ...frozen, readers: roster }),
    withReplacements: scheduleInputOf({ ...frozen, readers: everybody }),
    worklists: worklistsIn(files['reads.jsonl']),
  });
}

/** Every session of `reads.jsonl`. */
function worklistsIn(content: Uint8Array | undefined): StoredWorklist[] {
  const lines = content ? strFromU8(content).split('\n').filter(Boolean) : [];
  const reads = lines.map((line) => bundleShapes.read.parse(JSON.parse(line)));
  const sessions = Map.groupBy(reads, ({ reader, session }) => `${reader} ${session}`);
  return [...sessions.values()].map((own) => ({ reader: own[0]!.reader, session: own[0]!.session, reads: own }));
}

interface FrozenWorklists {
  readonly input: ScheduleInput;
  readonly withReplacements: ScheduleInput;
  readonly worklists: readonly StoredWorklist[];
}

function verified(
  file: string,
  schedule: Schedule,
  { input, withReplacements, worklists }: FrozenWorklists,
): ScheduleVerificationView {
  try {
    const { generator, storedHash, derivedHash, difference, broken } = verifySchedule(schedule, input);
    const pooled = input.cases.map(({ number }) => ({ number, stratum: '' }));
    const balance = balanceOf(schedule, pooled).map(({ session, condition, reads }) => ({ session, condition, reads }));
    const replacements = verifyReplacements(worklists, withReplacements, generator);
    return { generator, storedHash, derivedHash, difference, broken: [...broken], replacements, balance };
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
