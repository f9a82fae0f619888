import type { OpenRead } from '@lectern/contracts';
import { tellsApart } from '../testing/tells-apart.js';
import { type Difference, readingWorld, type ReadingWorld } from '../testing/reading-world.js';
import { ask, everyRequest, type Step } from '../testing/walk.js';

const [WARM_UP, ROUNDS] = [20, 100];

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
    'UPDATE reference_standard SET positive = NOT positive, grade = 4 - grade, site = NULL',
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

test('response times do not tell other AI results, though the measure sees a request that takes twice as long', async () => {
  const { studyInstanceUid } = base.read.images;
  const number = studyInstanceUid.slice('2.25.1'.length);
  const dicom = `/dicom-web/studies/${studyInstanceUid}/series`;
  for (const url of [
    `/api/studies/${base.study.id}/reading`,
    dicom,
    `${dicom}/2.25.4${number}/metadata`,
    `${dicom}/2.25.4${number}/instances/2.25.5${number}/frames/1`,
  ]) {
    const times = await timesInTurn(base, others.get('AI results') as ReadingWorld, url);
    expect(tellsApart(times.one, times.other)).toBeLessThan(4.5);
    const twice = times.other.map((millis) => 2 * millis);
    expect(tellsApart(times.one, twice)).toBeGreaterThan(4.5);
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

/** Milliseconds of the same request in both worlds, taken in turn. */
async function timesInTurn(
  one: ReadingWorld,
  other: ReadingWorld,
  url: string,
): Promise<{ one: number[]; other: number[] }> {
  const times = { one: [] as number[], other: [] as number[] };
  const timed = async (world: ReadingWorld): Promise<number> => {
    const begun = performance.now();
    await ask(world, { method: 'GET', url });
    return performance.now() - begun;
  };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const isOneFirst = round % 2 === 0;
    const [first, second] = isOneFirst ? [one, other] : [other, one];
    const [a, b] = [await timed(first), await timed(second)];
    if (round < 0) continue;
    times.one.push(isOneFirst ? a : b);
    times.other.push(isOneFirst ? b : a);
  }
  return times;
}
