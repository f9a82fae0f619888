import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  listAudit,
  listCases,
  listDeviations,
  listReads,
  type Operation,
  operations,
  pathOf,
} from '@lectern/contracts';
import { startTestInstallation, type TestInstallation } from '../../../libs/conduct/testing/test-installation.js';
import { openOf, startStudy, type TestStudy } from '../../../libs/conduct/testing/test-study.js';
import { createApi } from './create-api.js';

interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}

let installation: TestInstallation;
let study: TestStudy;
let app: NestFastifyApplication;
let token: string;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation, 4);
  app = await createApi({ conduct: installation.conduct, version: 'test' });
  ({ token } = await installation.conduct.signIn.createToken(study.coordinator, 'pages'));
  const { conduct } = installation;
  for (const reader of study.readers) {
    const read = openOf(await conduct.reading.begin(reader, study.id));
    for (const text of ['First thing', 'Second thing'])
      await conduct.reading.report(reader, study.id, { kind: 'page', text, read: read.id });
  }
  for (const text of ['One', 'Two', 'Three'])
    await conduct.record.recordDeviation(study.coordinator, study.id, { kind: 'other', text });
});
afterAll(async () => {
  await app.close();
  await installation.close();
});

async function page(operation: Operation, params: Record<string, string> = {}): Promise<Page> {
  const url = pathOf(operation, { study: study.id, ...params });
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  expect({ url, status: answer.statusCode }).toEqual({ url, status: 200 });
  return answer.json<Page>();
}

/** Items one by one, and what is done between two of them. */
async function oneByOne(
  operation: Operation,
  params: Record<string, string> = {},
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<object[]> {
  const items: object[] = [];
  let next: string | null = null;
  do {
    const one: Page = await page(operation, { ...params, limit: '1', ...(next && { after: next }) });
    expect(one.items.length).toBeLessThanOrEqual(1);
    items.push(...one.items);
    ({ next } = one);
    await between();
  } while (next !== null);
  return items;
}

const paged = (operations as readonly Operation[]).filter(({ query }) => query && 'after' in query.shape);

test.each(paged.map((operation) => [operation.id, operation] as const))(
  '%s: pages of one are the same items in the same order as one page of all',
  async (id, operation) => {
    const { items, next } = await page(operation, { limit: '1000' });
    expect(next).toBeNull();
    expect(await oneByOne(operation)).toEqual(items);
    const filled: readonly Operation[] = [listAudit, listCases, listDeviations, listReads];
    if (filled.includes(operation)) expect({ id, some: items.length > 2 }).toEqual({ id, some: true });
  },
);

test('what is added while pages are read is neither repeated nor pushes anything out', async () => {
  const before = (await page(listAudit, { limit: '1000', order: 'newest' })).items;
  const note = { kind: 'other' as const, text: 'Meanwhile' };
  const add = () => installation.conduct.record.recordDeviation(study.coordinator, study.id, note);
  let left = 3;
  const seen = await oneByOne(listAudit, { order: 'newest' }, async () => left-- > 0 && add());
  expect(seen).toEqual(before);
  const after = (await page(listAudit, { limit: '1000' })).items;
  expect(after.slice(0, before.length)).toEqual(before.toReversed());
  expect(after).toHaveLength(before.length + 3);
});

test('the audit entries are filtered by the server: by act, and by text in either case', async () => {
  const ofAct = await oneByOne(listAudit, { act: 'problem.reported' });
  expect(ofAct).toHaveLength(4);
  const byText = await oneByOne(listAudit, { text: 'THREE' });
  expect(byText).toMatchObject([{ act: 'deviation.recorded', reason: 'Three' }]);
  expect((await page(listAudit, { text: '%' })).items).toEqual([]); // a text, not a pattern
});

test('a cursor that no page gave is refused with the way out', async () => {
  for (const operation of paged) {
    const url = pathOf(operation, { study: study.id, after: 'nowhere' });
    const answer = await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
    expect({ url, status: answer.statusCode, type: answer.json<{ type: string }>().type }).toEqual({
      ...{ url, status: 422, type: 'bad-cursor' },
    });
  }
});
