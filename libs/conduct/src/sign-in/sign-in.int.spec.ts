import type { Proof } from '@lectern/contracts';
import { signatureProblem } from '@lectern/evidence';
import { installationChain } from '@lectern/records';
import {
  signing,
  startTestInstallation,
  testPassword,
  type TestInstallation,
} from '../../testing/test-installation.js';
import { planStudy, protocolText } from '../../testing/test-study.js';
import type { Actor } from '../conduct.js';
import { authenticate } from './authenticate.js';

let installation: TestInstallation;
let coordinator: Actor;

beforeAll(async () => {
  installation = await startTestInstallation();
  coordinator = await installation.administrator();
});
afterAll(() => installation.close());

const failing = (kind: string, code: string) => expect.objectContaining({ kind, code }) as Error;

async function invited(name: string): Promise<{ token: string; renew: () => Promise<string> }> {
  const { conduct } = installation;
  const { id } = await conduct.studies.create(coordinator, { protocol: protocolText() });
  const { reader, token } = await conduct.readers.invite(coordinator, id, { name, kind: 'person' });
  return { token: token!, renew: async () => (await conduct.readers.renewLink(coordinator, id, reader)).token };
}

test('a first password is set after a link that others made, and signs in from then on', async () => {
  const { conduct, enter, clock } = installation;
  const { token, renew } = await invited('Ada');
  const ada = await enter(token);
  const own = await conduct.signIn.linkFor(ada);
  const elsewhere = await enter(own.token);
  const input = { login: 'ada', password: 'a password of Ada' };
  await expect(conduct.signIn.setPassword(elsewhere, input)).rejects.toThrow(failing('refused', 'link-too-old'));
  const late = await enter(await renew());
  clock.advance({ seconds: 3601 });
  const { sessionToken } = await conduct.signIn.redeem(await renew());
  const again = (await conduct.signIn.actorOf(sessionToken))!;
  expect(late.mayFirstPassword && again.mayFirstPassword).toBe(true);
  expect(await conduct.signIn.setPassword(again, input)).toMatchObject({ login: 'ada', hasPassword: true });
  expect(await conduct.signIn.byPassword('ada', input.password)).toMatchObject({ me: { name: 'Ada' } });
  expect(await conduct.signIn.sessions(again)).toHaveLength(2); // the first ones were ended with the password
  await expect(conduct.signIn.setPassword(coordinator, { ...input, current: testPassword })).rejects.toThrow(
    failing('conflict', 'login-taken'),
  );
  await expect(conduct.signIn.setPassword(again, { ...input, current: 'wrong' })).rejects.toThrow(
    failing('refused', 'not-proven'),
  );
});

test('no hash of a password says the password, and each has a salt of its own', async () => {
  const { records, conduct, enter } = installation;
  const hashes: (string | null)[] = [];
  for (const login of ['bea', 'cem']) {
    const person = await enter((await invited(login)).token);
    await conduct.signIn.setPassword(person, { login, password: 'the same password' });
    hashes.push((await records.read.people.find(person.user))!.passwordHash);
  }
  expect(hashes[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('five wrong passwords lock a person out for a quarter of an hour, many at once no less', async () => {
  const { conduct, enter, clock, records } = installation;
  const person = await enter((await invited('Dan')).token);
  await conduct.signIn.setPassword(person, { login: 'dan', password: 'a password of Dan' });
  const guesses = Array.from({ length: 12 }, (_, n) => conduct.signIn.byPassword('dan', `a guess ${n}`));
  const outcomes = (await Promise.allSettled(guesses)) as PromiseRejectedResult[];
  const codes = outcomes.map(({ reason }) => (reason as { code: string }).code);
  expect(codes.filter((code) => code === 'not-proven')).toHaveLength(5);
  expect(codes.filter((code) => code === 'locked-out')).toHaveLength(7);
  const right = () => conduct.signIn.byPassword('dan', 'a password of Dan');
  await expect(right()).rejects.toThrow(failing('refused', 'locked-out'));
  clock.advance({ seconds: 900 });
  expect(await right()).toMatchObject({ me: { name: 'Dan' } });
  const acts = (await records.audit.entries(installationChain)).filter(({ subject }) => subject === person.user);
  expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['person.not-proven', 'person.locked-out']));
});

test('a person without a password proves with a code that someone else made, once', async () => {
  const { conduct, enter, records } = installation;
  const { token, renew } = await invited('Eva');
  const eva = await enter(token);
  const proves = (proof: Proof) => authenticate(installation, eva, proof);
  const refused = failing('refused', 'not-proven');
  await expect(proves({ code: token })).rejects.toThrow(refused);
  await expect(proves({ code: (await conduct.signIn.linkFor(eva)).token })).rejects.toThrow(refused);
  await expect(proves({ password: '' })).rejects.toThrow(refused);
  const code = await renew();
  expect(await proves({ code })).toEqual({ method: 'code', token: code });
  expect(await records.audit.verify(installationChain)).toMatchObject({ verified: true });
});

test('sessions and tokens are listed, work, and end when they are revoked', async () => {
  const { conduct, enter, clock } = installation;
  const person = await enter((await invited('Fay')).token);
  clock.advance({ seconds: 1 });
  const { token } = await conduct.signIn.createToken(person, 'export script');
  const acting = (await conduct.signIn.actorOf(token))!;
  expect(acting).toMatchObject({ name: 'Fay', mayFirstPassword: false });
  const sessions = await conduct.signIn.sessions(person);
  expect(sessions).toMatchObject([
    { kind: 'token', name: 'export script', current: false },
    { kind: 'browser', current: true },
  ]);
  await expect(conduct.signIn.revoke(coordinator, acting.session)).rejects.toThrow(failing('not-found', 'no-session'));
  await conduct.signIn.revoke(person, acting.session);
  expect(await conduct.signIn.actorOf(token)).toBeNull();
});

test('freezing is signed by whoever proves to be the one, and the signature is of this plan alone', async () => {
  const { conduct, records } = installation;
  const { id } = await planStudy(installation, coordinator, 2, 1, 501);
  const wrong = { meaning: 'I fix it.', proof: { password: 'not the password' } };
  await expect(conduct.studies.freeze(coordinator, id, wrong)).rejects.toThrow(failing('refused', 'not-proven'));
  const { freeze } = await conduct.studies.freeze(coordinator, id, signing('I fix it.'));
  const [signed] = await records.read.evidence.signaturesOf(id);
  expect(signed).toMatchObject({ name: 'Administrator', meaning: 'I fix it.', authenticatedBy: 'password' });
  const signature = {
    ...{ record: { study: id, kind: 'freeze', hash: signed!.recordHash }, meaning: signed!.meaning },
    ...{ by: { id: signed!.userId, name: signed!.name }, at: signed!.at.toISOString() },
    ...{ authenticatedBy: 'password' as const, key: signed!.key, signature: signed!.signature },
  };
  expect(signatureProblem(signature, { study: id, kind: 'freeze', hash: freeze!.hash })).toBeNull();
  expect(signatureProblem(signature, { study: id, kind: 'lock', hash: freeze!.hash })).toMatch(/another record/);
  expect((await records.audit.entries(id)).at(-1)).toMatchObject({ act: 'study.frozen', after: { signature } });
});
