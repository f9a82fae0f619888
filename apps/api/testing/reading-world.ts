import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenRead } from '@lectern/contracts';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { answers, openOf, startStudy, submission, type TestStudy } from '../../../libs/conduct/testing/test-study.js';
import { query } from '../../../libs/records/testing/test-database.js';
import { createApi } from '../src/create-api.js';

export const HOST = 'lectern.test';

/** What one world has that another has not, brought about after everything that is fixed and drawn. */
export interface Difference {
  /** Statements on the frozen study's record. */
  readonly sql?: readonly string[];
  /** What the other reader answered before. */
  readonly othersLikelihood?: number;
}

/** An installation with a frozen study behind its real HTTP server, in which the first reader is in the middle of a session. Two of them are equal to the byte. */
export interface ReadingWorld {
  readonly installation: TestInstallation;
  readonly app: NestFastifyApplication;
  readonly study: TestStudy;
  /** The session cookie of the first reader. */
  readonly cookie: string;
  readonly read: OpenRead;
  close(): Promise<void>;
}

const CASES = 8;

/** @param isWanted the first reader reads on until such a read is open */
export async function readingWorld(
  isWanted: (read: OpenRead) => boolean,
  { sql = [], othersLikelihood = 10 }: Difference = {},
): Promise<ReadingWorld> {
  const installation = await startTestInstallation();
  const study = await startStudy(installation, CASES);
  const app = await createApi({ conduct: installation.conduct, version: 'test' });
  await readSome(installation, study, 2, othersLikelihood);
  const read = await readUntil(installation, study, isWanted);
  for (const statement of sql) await query(installation.databaseUrl, statement);
  return {
    installation,
    app,
    study,
    read,
    cookie: await cookieOfFirstReader(installation, study, app),
    close: async () => {
      await app.close();
      await installation.close();
    },
  };
}

async function readSome(
  { conduct, clock }: TestInstallation,
  { id, readers }: TestStudy,
  reads: number,
  likelihood: number,
): Promise<void> {
  const other = readers[1]!;
  let state = await conduct.reading.begin(other, id);
  for (let n = 0; n < reads; n++) {
    const read = openOf(state);
    clock.advance({ seconds: 30 });
    const change = { answers: answers({ likelihood }) };
    state = (await conduct.reading.submit(other, id, read.id, submission(read, clock.now(), 20, change))).next;
  }
}

async function readUntil(
  { conduct, clock }: TestInstallation,
  { id, readers }: TestStudy,
  isWanted: (read: OpenRead) => boolean,
): Promise<OpenRead> {
  const reader = readers[0]!;
  let state = await conduct.reading.begin(reader, id);
  for (let n = 0; n < 2 * CASES; n++) {
    if (state.state === 'reading' && isWanted(state.read)) return state.read;
    clock.advance(state.state === 'reading' ? { seconds: 30 } : { days: 28 });
    state =
      state.state === 'reading'
        ? (await conduct.reading.submit(reader, id, state.read.id, submission(state.read, clock.now()))).next
        : await conduct.reading.begin(reader, id);
  }
  throw new Error('this schedule has no such read');
}

async function cookieOfFirstReader(
  { conduct }: TestInstallation,
  { id, coordinator }: TestStudy,
  app: NestFastifyApplication,
): Promise<string> {
  const { readers } = await conduct.progress.of(id);
  const { token } = await conduct.readers.renewLink(coordinator, id, readers[0]!.id);
  const headers = { host: HOST, origin: `http://${HOST}` };
  const { cookies } = await app.inject({ method: 'POST', url: '/api/sign-in', headers, payload: { token } });
  return `${cookies[0]?.name}=${cookies[0]?.value}`;
}
