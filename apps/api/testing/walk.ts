import { query } from '../../../libs/records/testing/test-database.js';
import { HOST, type ReadingWorld } from './reading-world.js';
import { allRoutes, type Route } from './routes.js';

export interface Answer {
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Base64 of the body's bytes. */
  readonly body: string;
}

export interface Step {
  readonly method: Route['method'];
  readonly url: string;
  readonly body?: object;
}

/** Headers that say when an answer was given, and nothing else may. */
export const UNCOMPARED_HEADERS = ['date'];

/** Requests that end the walker's own session; they come last. */
const ENDS_SESSION = /sign-out|sessions/;

/** The values that a parameter can have in this world: every id of that kind that its record holds, whoever may know it. */
type Universe = Readonly<Record<string, readonly string[]>>;

async function universeOf(world: ReadingWorld): Promise<{ api: Universe; dicom: Universe; all: readonly string[] }> {
  const column = async (sql: string): Promise<string[]> =>
    (await query(world.installation.databaseUrl, sql)).rows.map((row) => String(Object.values(row)[0]));
  const api = {
    study: [world.study.id],
    read: await column('SELECT id FROM read ORDER BY 1'),
    reader: await column('SELECT id FROM study_reader ORDER BY 1'),
    case: await column('SELECT id FROM "case" ORDER BY 1'),
    document: ['report.html', 'analysis.json', 'reads.csv', 'codebook.csv'],
  };
  // segmentations in both worlds, or only in the other: 1 to 8 as test studies number them
  const series = Array.from({ length: 8 }, (_, n) => [`2.25.2${n + 1}`, `2.25.4${n + 1}`]).flat();
  const instance = Array.from({ length: 8 }, (_, n) => [`2.25.3${n + 1}`, `2.25.5${n + 1}`]).flat();
  const study = Array.from({ length: 8 }, (_, n) => `2.25.1${n + 1}`);
  const accounts = await column('SELECT id FROM user_account ORDER BY 1');
  return {
    api,
    dicom: { study, series, instance, frames: ['1'] },
    all: [...new Set([...Object.values(api).flat(), ...accounts, '1'])],
  };
}

/**
 * All requests that a person can make of this server: every registered route with every id; what changes something comes after what does not, then `acts`,
 * and last what ends the session.
 */
export async function everyRequest(world: ReadingWorld, acts: readonly Step[]): Promise<Step[]> {
  const { api, dicom, all } = await universeOf(world);
  const steps = allRoutes().flatMap(({ method, path }) => {
    const names = [...path.matchAll(/:([a-z]+)/gi)].map(([, name]) => name as string);
    const universe = path.startsWith('/dicom-web') ? dicom : api;
    const urls = names.reduce<string[]>(
      (paths, name) =>
        paths.flatMap((each) =>
          (universe[name] ?? all).map((value) => each.replace(`:${name}`, encodeURIComponent(value))),
        ),
      [path],
    );
    return urls
      .filter((url) => !path.startsWith('/dicom-web') || belongsTogether(url))
      .map((url): Step => ({ method, url, ...(method === 'GET' ? {} : { body: {} }) }));
  });
  const order = ({ method, url }: Step): number => (ENDS_SESSION.test(url) ? 2 : method === 'GET' ? 0 : 1);
  const sorted = steps.sort((a, b) => order(a) - order(b));
  const isLast = (step: Step): boolean => order(step) === 2;
  return [...sorted.filter((step) => !isLast(step)), ...acts, ...sorted.filter(isLast)];
}

/** Of DICOM addresses, those whose parts are of one case: others name nothing in any world. */
function belongsTogether(url: string): boolean {
  const uids = [...url.matchAll(/2\.25\.[1-5](\d)/g)].map(([, number]) => number);
  return new Set(uids).size <= 1;
}

/** A request as the first reader. */
export async function ask({ app, cookie }: ReadingWorld, { method, url, body }: Step): Promise<Answer> {
  const headers = { host: HOST, origin: `http://${HOST}`, cookie };
  const answer = await app.inject({ method, url, headers, ...(body && { payload: body }) });
  const kept = Object.entries(answer.headers).filter(([name]) => !UNCOMPARED_HEADERS.includes(name));
  return {
    request: `${method} ${url}`,
    status: answer.statusCode,
    headers: Object.fromEntries(kept),
    body: answer.rawPayload.toString('base64'),
  };
}
