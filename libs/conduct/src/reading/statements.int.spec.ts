import type { OpenRead } from '@lectern/contracts';
import { statementsOf } from '../../../records/testing/statements-of.js';
import type { Actor } from '../conduct.js';
import { startTestInstallation, type TestInstallation } from '../../testing/test-installation.js';
import { answers, openOf, startStudy, submission, type TestStudy } from '../../testing/test-study.js';

let installation: TestInstallation;
let study: TestStudy;
let reader: Actor;
let read: OpenRead;

beforeAll(async () => {
  installation = await startTestInstallation();
  study = await startStudy(installation);
  reader = study.readers[0]!;
  read = openOf(await installation.conduct.reading.begin(reader, study.id));
});
afterAll(() => installation.close());

/** Each is a message to and fro, for which everything else of the reader, and at the end of the study, waits. */
test('what a reader waits for takes few statements, in one transaction', async () => {
  const { conduct, clock } = installation;
  const { lease } = read;
  const event = { kind: 'page-opened', atMillis: clock.now().getTime() } as const;
  const events = await statementsOf(() =>
    conduct.reading.events(reader, study.id, read.id, { lease, sequence: 0, events: [event] }),
  );
  const draft = await statementsOf(() =>
    conduct.reading.draft(reader, study.id, read.id, { stage: 1, lease, revision: 1, answers: answers() }),
  );
  clock.advance({ seconds: 30 });
  const submitted = await statementsOf(() =>
    conduct.reading.submit(reader, study.id, read.id, submission(read, clock.now(), 20, { sequence: 1, revision: 2 })),
  );
  expect(events.length).toBeLessThanOrEqual(4);
  expect(draft.length).toBeLessThanOrEqual(5);
  expect(submitted.length).toBeLessThanOrEqual(20);
  for (const each of [events, draft, submitted]) expect([each[0], each.at(-1)]).toEqual(['BEGIN', 'COMMIT']);
});

test('a request is let in by one statement for the session and one for the roles, and an image by one for the open read', async () => {
  const { conduct } = installation;
  const { studyInstanceUid, stacks } = openOf((await conduct.reading.overview(reader, study.id)).now).images;
  const { seriesInstanceUid } = stacks[0]!;
  const image = (): Promise<unknown> => conduct.images.metadata(reader, studyInstanceUid, seriesInstanceUid);
  await image();
  expect(await statementsOf(() => conduct.signIn.actorOf('nobody has this token'))).toHaveLength(1);
  expect(await statementsOf(() => conduct.access.permissions(reader, study.id))).toHaveLength(1);
  expect(await statementsOf(image)).toHaveLength(1);
});
