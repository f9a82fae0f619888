import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConduct, OpenIdProvider } from '@lectern/conduct';
import type { StudyId } from '@lectern/contracts';
import {
  shareAddress,
  startTestInstallation,
  type TestInstallation,
} from '../../../../libs/conduct/testing/test-installation.js';
import { planStudy } from '../../../../libs/conduct/testing/test-study.js';
import { OpenIdWorld, TestBrowser } from '../../testing/openid-world.js';
import { createApi } from '../create-api.js';

const accounts = {
  carol: { email: 'Carol@Hospital.test', verified: true },
  unverified: { email: 'dan@hospital.test', verified: false },
  stranger: { email: 'nobody@hospital.test', verified: true },
  carolsheir: { email: 'carol@hospital.test', verified: true },
  twice: { email: 'twice@hospital.test', verified: true },
  wildcard: { email: 'd_n@hospital.test', verified: true },
};
const window = 'a'.repeat(32);

let installation: TestInstallation;
let provider: OpenIdWorld;
let app: NestFastifyApplication;
let origin: string;
let study: StudyId;

beforeAll(async () => {
  installation = await startTestInstallation();
  installation.clock.advance({ seconds: Math.floor((Date.now() - installation.clock.now().getTime()) / 1000) });
  provider = await OpenIdWorld.start();
  const openid = new OpenIdProvider({
    issuer: provider.issuer,
    clientId: 'lectern',
    clientSecret: 'a secret of this test',
    name: 'The hospital',
  });
  const conduct = createConduct({ ...installation, openid });
  const administrator = await installation.administrator();
  study = (await planStudy(installation, administrator, 2, 1)).id;
  const invite = (name: string, email: string) => conduct.members.invite(administrator, study, { name, email, role: 'coordinator' }); // prettier-ignore
  await invite('Carol', 'carol@hospital.test');
  await invite('Dan', 'dan@hospital.test');
  await invite('One', 'twice@hospital.test');
  const { user } = await invite('Two', 'two@hospital.test');
  await shareAddress(installation, user, 'twice@hospital.test');
  app = await createApi({ conduct, version: 'test' });
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  provider.open(`${origin}/api/sign-in/openid/callback`, accounts);
}, 120_000);
afterAll(async () => {
  await app.close();
  await provider.close();
  await installation.close();
});

async function signIn(subject: string, browser = new TestBrowser(), rewrite?: (url: URL) => URL) {
  provider.present = subject;
  const { at } = await browser.goTo(`${origin}/api/sign-in/openid`, rewrite);
  expect(at.origin).toBe(origin);
  return { at: `${at.pathname}${at.hash}`, browser };
}

const ask = (browser: TestBrowser, path: string, body?: object) =>
  fetch(origin + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      origin,
      cookie: `lectern_session=${browser.cookies.get('lectern_session')?.value ?? ''}`,
      ...(body && { 'content-type': 'application/json', 'if-match': '*' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

/** A new sign-in for a proof, as the signature's window asks for it. */
async function prove(browser: TestBrowser, rewrite?: (url: URL) => URL): Promise<URLSearchParams> {
  const { at } = await browser.goTo(`${origin}/api/me/openid-proof?window=${window}`, rewrite);
  expect(at.origin + at.pathname).toBe(`${origin}/proven`);
  const result = new URLSearchParams(at.hash.slice(1));
  expect(result.get('window')).toBe(window);
  return result;
}

/** On the way to the provider, with other parameters. */
const asking = (change: Record<string, string | null>) => (url: URL) => {
  if (url.pathname !== '/auth') return url;
  for (const [name, value] of Object.entries(change))
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return url;
};

test('an invited person signs in by their verified address, and is known by the account from then on', async () => {
  expect(await (await fetch(`${origin}/api/sign-in/ways`)).json()).toEqual({ openid: { name: 'The hospital' } });
  const { at, browser } = await signIn('carol');
  expect(at).toBe('/');
  expect(browser.cookies.get('lectern_session')).toMatchObject({ strict: true });
  expect(browser.has('lectern_openid')).toBe(false);
  expect(await (await ask(browser, '/api/me')).json()).toMatchObject({ name: 'Carol', hasPassword: false });
  accounts.carol.email = 'married@hospital.test';
  expect((await signIn('carol')).at).toBe('/');
  expect((await signIn('carolsheir')).at).toBe('/sign-in#problem=another-account');
});

test('nobody else comes in: each refusal says why, and begins no session', async () => {
  const outcomes: Record<string, string> = {};
  for (const subject of ['stranger', 'unverified', 'twice', 'wildcard', '']) {
    const { at, browser } = await signIn(subject);
    outcomes[subject] = at;
    expect(browser.has('lectern_session')).toBe(false);
  }
  expect(outcomes).toEqual({
    stranger: '/sign-in#problem=not-invited',
    unverified: '/sign-in#problem=email-not-verified',
    twice: '/sign-in#problem=several-invited',
    wildcard: '/sign-in#problem=not-invited',
    '': '/sign-in#problem=refused-by-provider',
  });
});

test('what another browser began, what was asked otherwise and what is sent again lead nowhere', async () => {
  let answer = '';
  const kept = (url: URL): URL => {
    if (url.pathname.endsWith('/callback')) answer = url.href;
    return url;
  };
  const { browser } = await signIn('carol', new TestBrowser(), kept);
  const ends = async (who: TestBrowser, address: string) => (await who.goTo(address)).at.hash;
  expect(await ends(new TestBrowser(), answer)).toBe('#problem=begun-elsewhere');
  expect(await ends(browser, answer)).toBe('#problem=begun-elsewhere');
  for (const [name, value] of Object.entries({ state: 'another', nonce: 'another', code_challenge: 'x'.repeat(43) })) {
    const other = await signIn('carol', new TestBrowser(), asking({ [name]: value }));
    expect({ name, at: other.at }).toEqual({ name, at: '/sign-in#problem=answer-not-valid' });
    expect(other.browser.has('lectern_session')).toBe(false);
  }
  const elsewhere = await fetch(`${origin}/api/sign-in/openid?redirect=https://evil.test`, { redirect: 'manual' });
  expect(new URL(elsewhere.headers.get('location')!).origin).toBe(provider.issuer);
});

test('a person without a password freezes a study after signing in anew, once', async () => {
  const { browser } = await signIn('carol');
  const before = provider.asked;
  const token = (await prove(browser)).get('token')!;
  expect(provider.asked).toBe(before + 1); // though the provider still knew who it was
  const signed = { meaning: 'I fix this plan.', proof: { openid: token } };
  const freeze = (by: TestBrowser) => ask(by, `/api/studies/${study}/freeze`, { signature: signed });
  const unproven = { status: 403, type: 'not-proven' };

  const { browser: elsewhere } = await signIn('carol');
  expect(await (await freeze(elsewhere)).json()).toMatchObject(unproven); // a proof is of one session
  expect((await freeze(browser)).status).toBe(200);
  expect((await installation.records.read.evidence.signaturesOf(study))[0]).toMatchObject({
    name: 'Carol',
    authenticatedBy: 'openid',
  });
  const again = await ask(browser, `/api/studies/${study}/lock`, { reason: 'All is read.', signature: signed });
  expect(await again.json()).toMatchObject(unproven);
});

test('who did not sign in anew, or as another person, has proven nothing', async () => {
  const { browser } = await signIn('carol');
  installation.clock.advance({ seconds: 300 });
  const before = provider.asked;
  const remembered = await prove(browser, asking({ prompt: null, max_age: '100000' }));
  expect(provider.asked).toBe(before);
  expect(Object.fromEntries(remembered)).toEqual({ window, problem: 'not-asked-again' });
  provider.present = 'stranger';
  browser.leaveProvider();
  installation.clock.advance({ seconds: -300 });
  expect((await prove(browser)).get('problem')).toBe('not-invited');
  expect((await fetch(`${origin}/api/me/openid-proof?window=${window}`, { redirect: 'manual' })).status).toBe(401);
});

test('a provider that does not answer is said to be that', async () => {
  const openid = new OpenIdProvider({ issuer: 'http://127.0.0.1:9', clientId: 'lectern', name: 'Nowhere' });
  const deaf = await createApi({ conduct: createConduct({ ...installation, openid }), version: 'test' });
  const answer = await deaf.inject({ method: 'GET', url: '/api/sign-in/openid' });
  expect(answer).toMatchObject({ statusCode: 302, headers: { location: '/sign-in#problem=unreachable' } });
  await deaf.close();
});
