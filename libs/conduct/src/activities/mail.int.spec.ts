import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { ReaderId } from '@lectern/contracts';
import { signing, startTestInstallation, type TestInstallation, wholePage } from '../../testing/test-installation.js';
import { addReadyCase, protocolText, readSession } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';
import type { Activities } from './create-activities.js';
import { activitiesOf } from '../../testing/test-activities.js';
import { mailerOf } from './mailer.js';

const received: { to: string; text: string }[] = [];
let refuses = false;
let server: SMTPServer;
let installation: TestInstallation;
let activities: Activities;
let coordinator: Actor;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(refuses ? new Error(`550 no mailbox ${address}`) : null),
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address).join(),
          text: text.replaceAll('=\r\n', '').replaceAll('=3D', '='),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
  activities = activitiesOf(installation, {
    mailer: mailerOf({ mail: { url: `smtp://127.0.0.1:${port}`, from: 'lectern@hospital.test' } }),
    publicUrl: 'https://lectern.test',
  });
});
afterAll(async () => {
  await installation.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const tokenIn = (text: string): string => /sign-in#token=(\S+)/.exec(text)?.[1] ?? '';

test('invitation and reminders arrive by SMTP with links that work; a refusal is shown, keeps the link to copy, and is tried again', async () => {
  const { conduct, clock, enter } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText(2, 2) });
  for (const number of [1, 2]) await addReadyCase(installation, id, number);
  const row = { site: null, gestationalAgeWeeks: null };
  await conduct.cases.putReferenceStandard(coordinator, id, [1, 2].map((n) => ({ ...row, case: `case-${n}`, positive: n === 1, grade: n === 1 ? 1 : 0 }))); // prettier-ignore
  const invite = (name: string) => conduct.readers.invite(coordinator, id, { name, kind: 'person', email: `${name}@hospital.test` }); // prettier-ignore
  const [ada, bea] = [await invite('ada'), await invite('bea')];
  const send = async (reader: ReaderId) => {
    expect(await activities.advanceReader(reader)).toMatchObject({ remindersDue: true });
    await activities.sendReminders(reader);
  };

  await send(ada.reader);
  expect(received).toMatchObject([
    { to: 'ada@hospital.test', text: expect.stringContaining('From: lectern@hospital.test') as string },
  ]);
  expect(received[0]!.text).toContain('Subject: A study for tests: you are invited to read');
  const reader = await enter(tokenIn(received[0]!.text));
  expect(reader.name).toBe('ada');
  expect((await enter(ada.token)).name).toBe('ada'); // what was copied is as good

  refuses = true;
  await expect(send(bea.reader)).rejects.toThrow(/550/);
  const [shown] = (await conduct.readers.reminders(id, wholePage)).items.filter(({ name }) => name === 'bea');
  expect(shown).toMatchObject({
    kind: 'invited',
    sentAt: null,
    problem: expect.stringContaining('550 no mailbox') as string,
  });
  expect((await enter(bea.token)).name).toBe('bea');
  refuses = false;
  await send(bea.reader);
  expect(received.map(({ to }) => to)).toEqual(['ada@hospital.test', 'bea@hospital.test']);

  await conduct.studies.freeze(coordinator, id, signing());
  await readSession(installation, reader, id);
  await send(ada.reader);
  expect(received).toHaveLength(3);
  expect(received[2]!.text).toMatch(/Subject: A study for tests: session 2 opens on/);
  clock.advance({ days: 28 });
  await send(ada.reader);
  expect(received.at(-1)!.text).toContain('session 2 is open');
  expect((await enter(tokenIn(received.at(-1)!.text))).name).toBe('ada');
  const sent = (await conduct.readers.reminders(id, wholePage)).items.filter(({ sentAt }) => sentAt === null);
  expect(sent).toEqual([]);
});

test('an invitation follows the reader to a corrected address; the link that was sent to the one before opens nothing', async () => {
  const { conduct, enter } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText(2, 2) });
  const wrong = { name: 'Cleo', kind: 'person', email: 'clea@hospital.test' } as const;
  const { reader, token } = await conduct.readers.invite(coordinator, id, wrong);
  await activities.sendReminders(reader);
  const before = received.at(-1)!;
  expect(before.to).toBe('clea@hospital.test');
  await conduct.readers.change(coordinator, id, reader, { name: 'Cleo', email: 'cleo@hospital.test', stratum: null });
  await expect(enter(tokenIn(before.text))).rejects.toMatchObject({ code: 'link-not-valid' });
  expect(await activities.advanceReader(reader)).toMatchObject({ remindersDue: true });
  await activities.sendReminders(reader);
  expect(received.at(-1)!.to).toBe('cleo@hospital.test');
  expect((await enter(tokenIn(received.at(-1)!.text))).name).toBe('Cleo');
  expect((await enter(token)).name).toBe('Cleo'); // what was copied is as good
});
