import type { OpenRead } from '@lectern/contracts';
import { tellsApart } from '../testing/tells-apart.js';
import { type Difference, readingWorld, type ReadingWorld } from '../testing/reading-world.js';
import { query } from '../../../libs/records/testing/test-database.js';
import { ask, everyRequest, type Step } from '../testing/walk.js';

/** Changes of the AI's results to and fro while times are taken, and how many standard deviations tell: by chance 6 in 100,000. */
const [TURNS, MOST_TURNS, TOLD] = [24, 120, 4];

/** Milliseconds of a request in a world with AI results of the open read's case, and without. */
interface Times {
  readonly some: number[];
  readonly none: number[];
}

/** The first of a block of four: neither the read after it nor the one after that is aided, whose AI may be loaded ahead. */
const isUnaided = (read: OpenRead): boolean => !read.condition.aided && read.position % 4 === 1;
const isAided = (read: OpenRead): boolean => read.ai?.state === 'available';

const otherAi: Difference = {
  sql: [
    `UPDATE ai_result SET score = 1 - score, reason = 'other', detail = '{"lesions": 3}'`,
    'DELETE FROM ai_segmentation',
  ],
};
const failedAi: Difference = {
  sql: [`UPDATE ai_result SET state = 'failed', score = NULL`, 'DELETE FROM ai_segmentation'],
};
const otherTruth: Difference = {
  sql: [
    'ALTER TABLE reference_standard DISABLE TRIGGER USER', // as only the cluster's owner can
    `UPDATE reference_standard SET positive = NOT positive, grade = 4 - grade, site = NULL, lesions = '[{"id": "left", "regions": [{"kind": "sphere", "seriesInstanceUid": null, "centre": [1, 2, 3], "radius": 4}]}]'`,
  ],
};
const otherAnswers: Difference = { othersLikelihood: 90 };

/** What differs from the first world, and nothing else. */
const differences: Record<string, Difference> = {
  'AI results': otherAi,
  'AI that failed': failedAi,
  truth: otherTruth,
  "other readers' answers": otherAnswers,
};

const worlds: ReadingWorld[] = [];
let base: ReadingWorld;
const others = new Map<string, ReadingWorld>();

beforeAll(async () => {
  base = await world(isUnaided);
  for (const [name, difference] of Object.entries(differences)) others.set(name, await world(isUnaided, difference));
}, 120_000);
afterAll(() => Promise.all(worlds.map((each) => each.close())));

async function world(isWanted: (read: OpenRead) => boolean, difference?: Difference): Promise<ReadingWorld> {
  const made = await readingWorld(isWanted, difference);
  worlds.push(made);
  return made;
}

test('response times do not tell AI results, though the measure sees a request that takes three times as long', async () => {
  const { studyInstanceUid } = base.read.images;
  const number = studyInstanceUid.slice('2.25.1'.length);
  const dicom = `/dicom-web/studies/${studyInstanceUid}/series`;
  await change(base, 'CREATE TABLE kept AS SELECT * FROM ai_segmentation');
  for (const url of [
    `/api/studies/${base.study.id}/reading`,
    dicom,
    `${dicom}/2.25.4${number}/metadata`,
    `${dicom}/2.25.4${number}/instances/2.25.5${number}/frames/1`,
  ]) {
    const times: Times = { some: [], none: [] };
    // a machine that is busy with other things needs more of them before the measure sees anything
    do await timeInTurn(base, url, times);
    while (!seesThrice(times) && times.some.length < MOST_TURNS);
    expect({ url, sees: seesThrice(times) }).toEqual({ url, sees: true });
    expect({ url, told: tellsApart(times.some, times.none) > TOLD }).toEqual({ url, told: false });
  }
});

test('an unaided reader gets the same bytes on every route, whatever AI, truth and other readers say', async () => {
  const { told, granted, asked } = await walkTogether(base, others);
  expect(told).toEqual([]);
  expect(asked).toBeGreaterThan(150);
  expect(granted).toBeGreaterThan(8);
});

test('the oracle would see it: in an aided read other AI results are other bytes', async () => {
  const other = new Map([['AI results', await world(isAided, otherAi)]]);
  const { told } = await walkTogether(await world(isAided), other);
  expect(told).toContainEqual(expect.stringMatching(/^AI results: GET .*\/reading$/));
});

/** Requests to which another world answers with other bytes, and how many are granted of those asked. */
async function walkTogether(
  one: ReadingWorld,
  others: ReadonlyMap<string, ReadingWorld>,
): Promise<{ told: string[]; granted: number; asked: number }> {
  const steps = await everyRequest(one, reading(one));
  const told: string[] = [];
  let granted = 0;
  for (const step of steps) {
    const answer = await ask(one, step);
    if (answer.status < 300) granted++;
    for (const [name, other] of others)
      if (JSON.stringify(await ask(other, step)) !== JSON.stringify(answer)) told.push(`${name}: ${answer.request}`);
  }
  return { told, granted, asked: steps.length };
}

/** What the reader does with the open read, after everything else was tried; the walk itself took the read over once. */
function reading({ study, read, installation }: ReadingWorld): Step[] {
  const path = `/api/studies/${study.id}/reads/${read.id}`;
  const at = installation.clock.now().getTime();
  const lease = read.lease + 1;
  const answers = { present: 'present', likelihood: 80, confidence: 4 };
  const events = [{ kind: 'first-image', atMillis: at - 9_000 }];
  const finalEvents = [{ kind: 'submit', atMillis: at }];
  return [
    { method: 'POST', url: `${path}/events`, body: { lease, sequence: 0, events } },
    { method: 'PUT', url: `${path}/draft`, body: { lease, revision: 1, answers } },
    { method: 'POST', url: `${path}/submission`, body: { lease, revision: 2, answers, sequence: 1, finalEvents } },
  ];
}

const change = ({ installation }: ReadingWorld, sql: string): Promise<unknown> => query(installation.databaseUrl, sql);

/**
 * Milliseconds of the same request to the same installation, in turn while the AI found something and while it found nothing: medians of a few each,
 * so that what else the machine does falls on both alike.
 */
async function timeInTurn(world: ReadingWorld, url: string, times: Times): Promise<void> {
  const states = {
    some: 'INSERT INTO ai_segmentation SELECT * FROM kept; UPDATE ai_result SET score = 1 - score',
    none: 'DELETE FROM ai_segmentation; UPDATE ai_result SET score = 1 - score',
  };
  for (let turn = 0; turn < TURNS; turn++)
    for (const state of ['none', 'some'] as const) {
      await change(world, states[state]);
      await ask(world, { method: 'GET', url }); // warms what the change left cold
      const few: number[] = [];
      for (let n = 0; n < 5; n++) few.push(await millisOf(() => ask(world, { method: 'GET', url })));
      times[state].push(few.toSorted((a, b) => a - b)[2] as number);
    }
}

const seesThrice = ({ some, none }: Times): boolean =>
  tellsApart(
    some,
    none.map((millis) => 3 * millis),
  ) > TOLD;

async function millisOf(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}
