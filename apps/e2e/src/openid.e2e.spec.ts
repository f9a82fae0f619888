import { join } from 'node:path';
import { inviteMember, inviteReader, type StudyId } from '@lectern/contracts';
import type { Browser, Page } from 'playwright-core';
import { OpenIdWorld } from '../../api/testing/openid-world.js';
import { Coordinator } from '../../../tools/demo/coordinator.js';
import { HttpSession } from '../../../tools/simulated-readers/http-session.js';
import { Accessibility } from './reading-harness/accessibility.js';
import { ballCase } from './reading-harness/ball-case.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const cases = [ballCase('with', [12, -30, 45], true), ballCase('without', [-20, 8, -15], false)];
const protocol = readingProtocol.replace(/name: With AI, ai: \{.*?\] \}/, 'name: Once more').replace('id: aided', 'id: again').replace('to: aided', 'to: again'); // prettier-ignore
const accounts = {
  carol: { email: 'carol@hospital.test', verified: true },
  stranger: { email: 'nobody@hospital.test', verified: true },
};
const accessibility = new Accessibility();

let world: OpenIdWorld;
let lectern: LecternUp;
let browser: Browser;
let study: StudyId;
let page: Page;

/** An installation with a provider, and a study that only lacks its freeze, whose coordinator was invited by e-mail address. */
beforeAll(async () => {
  world = await OpenIdWorld.start();
  lectern = await lecternUp(models, {
    LECTERN_SIGN_IN_OPENID_ISSUER: world.issuer,
    LECTERN_SIGN_IN_OPENID_CLIENT_ID: 'lectern',
    LECTERN_SIGN_IN_OPENID_CLIENT_SECRET: 'a secret of this test',
    LECTERN_SIGN_IN_OPENID_NAME: 'The hospital',
  });
  world.open(new URL('/api/sign-in/openid/callback', lectern.firstLink).href, accounts);
  browser = await launchChromium();
  const { session } = await HttpSession.open(lectern.firstLink);
  const setUp = new Coordinator(session, () => undefined);
  study = await setUp.createStudy(protocol);
  for (const each of cases) await setUp.upload(study, each);
  await setUp.acceptCases(study, cases.length);
  await setUp.setReferenceStandard(study, cases);
  await session.api.call(inviteReader, { study }, { name: 'Reader', kind: 'person' });
  const carol = { name: 'Carol', email: accounts.carol.email, role: 'coordinator' } as const;
  await session.api.call(inviteMember, { study }, carol);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lectern?.stop();
  await world?.close();
});

test('who was invited by e-mail address signs in at the provider, from the sign-in page; who was not is told why', async () => {
  world.present = 'stranger';
  await page.goto(new URL('/sign-in', lectern.firstLink).href);
  await page.getByRole('link', { name: 'Sign in with The hospital' }).click();
  await page.getByRole('alert').getByText('Nobody with your e-mail address was invited here').waitFor();
  await accessibility.look(page, 'sign-in-refused');

  await page.context().clearCookies(); // the provider still knows the stranger
  world.present = 'carol';
  await page.goto(new URL('/sign-in', lectern.firstLink).href);
  await page.getByRole('link', { name: 'Sign in with The hospital' }).waitFor();
  await accessibility.look(page, 'sign-in');
  await page.getByRole('link', { name: 'Sign in with The hospital' }).click();
  await page.getByRole('link', { name: 'A reading room under test' }).waitFor();
  expect(await page.locator('a.name').innerText()).toBe('Carol');
  expect(world.asked).toBe(2);
}, 120_000);

test('a freeze is signed by signing in anew in a window of its own, which the provider may refuse', async () => {
  await page.goto(new URL(`/studies/${study}/plan`, lectern.firstLink).href);
  await page.locator('lectern-freeze-panel button.primary:enabled').click();
  world.present = '';
  await signInAnew();
  await page.getByRole('alert').getByText('did not sign you in').waitFor();
  expect(await page.locator('dialog button.primary').isEnabled()).toBe(false);
  await accessibility.look(page, 'freeze-not-proven');

  world.present = 'carol';
  await signInAnew();
  await page.getByText('You have signed in anew').waitFor();
  expect(world.asked).toBe(4); // though the provider knew her
  await accessibility.look(page, 'freeze-proven');
  await page.locator('dialog button.primary:enabled').click();
  await page.locator('lectern-fixed-plan').waitFor();
  await page.goto(new URL(`/studies/${study}/record`, lectern.firstLink).href);
  await page.locator('tbody tr', { hasText: /Carol: plan signed and frozen/i }).waitFor();
}, 120_000);

test('axe finds nothing on these pages, light or dark, and they fit their screens', () => {
  expect(accessibility.faults).toEqual([]);
  expect(accessibility.pages).toHaveLength(4);
});

/** The window closes by itself, whatever came of it. */
async function signInAnew(): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with The hospital once more' }).click();
  const popup = await opened;
  if (!popup.isClosed()) await popup.waitForEvent('close');
}
