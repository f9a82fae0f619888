import { join } from 'node:path';
import type { StudyId } from '@lectern/contracts';
import type { Browser, Page } from 'playwright-core';
import { Coordinator } from '../../../tools/demo/coordinator.js';
import { HttpSession } from '../../../tools/simulated-readers/http-session.js';
import { Accessibility } from './reading-harness/accessibility.js';
import { ballCase } from './reading-harness/ball-case.js';
import { CoordinatorAtScreen } from './reading-harness/coordinator-at-screen.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { ReaderAtKeyboard } from './reading-harness/reader-at-keyboard.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const cases = [ballCase('with', [12, -30, 45], true), ballCase('without', [-20, 8, -15], false)];
const protocol = `${readingProtocol}
truthing:
  members: 2
  instructions: Judge each examination by itself.
  questions:
    - { id: there, kind: decision, text: 'Is there a haemorrhage?' }
    - { id: grade, kind: ordinal, text: Grade, levels: [I, II, III, IV], when: { question: there, is: present } }
  truth: { decision: there, grade: grade }
`;
const accessibility = new Accessibility();

let lectern: LecternUp;
let browser: Browser;
let coordinator: CoordinatorAtScreen;
let study: StudyId;

beforeAll(async () => {
  lectern = await lecternUp(models);
  browser = await launchChromium();
  const { session } = await HttpSession.open(lectern.firstLink);
  const setUp = new Coordinator(session, () => undefined);
  study = await setUp.createStudy(protocol);
  for (const each of cases) await setUp.upload(study, each);
  await setUp.acceptCases(study, cases.length);
  coordinator = await CoordinatorAtScreen.signIn(browser, await setUp.ownLink());
  await coordinator.page.goto(new URL(`/studies/${study}`, lectern.firstLink).href);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lectern?.stop();
});

test('a table that does not fit says so by line, and results of an AI come in on the page', async () => {
  const { page } = coordinator;
  await coordinator.open('Truth');
  const csv = (text: string) => ({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const table = page.locator('lectern-reference-upload input[type="file"]');
  await table.setInputFiles(csv('case,positive,purpose\nwith,1,study\nnobody,0,\nwithout,0,exercise\n'));
  await page.getByText('Line 4:').waitFor();
  await table.setInputFiles(csv('case,positive\nwith,1\nnobody,0\n'));
  await page.getByText('Line 3:').waitFor();
  await accessibility.look(page, 'truth-with-faults');

  await coordinator.open('Cases');
  await page.locator('lectern-ai-import summary').click();
  const fields = page.locator('lectern-ai-import input:not([type="file"])');
  await fields.nth(1).fill('9.0.0');
  await fields.nth(2).fill('A group elsewhere');
  await page.locator('lectern-ai-import input[type="file"]').setInputFiles(csv('case,score\nwith,0.875\n'));
  await page.getByText('without: no result in the files').waitFor();
  await accessibility.look(page, 'cases-ai-import');
}, 120_000);

test('a panel judges the cases on its pages, the adjudicator decides, and the coordinator sees how they agreed', async () => {
  const { page } = coordinator;
  await coordinator.open('Truth');
  const links: string[] = [];
  for (const [name, button] of [
    ['First member', 'Invite a member'],
    ['Second member', 'Invite a member'],
    ['Adjudicator', 'Invite the adjudicator'],
  ] as const) {
    await page.locator('lectern-truthing-panel form input').first().fill(name);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { name: `Link for ${name}` }).waitFor();
    links.push(await page.locator('lectern-copy-field input').inputValue());
  }
  await accessibility.look(page, 'truthing-panel');
  await page.getByRole('button', { name: 'Give the cases to the panel' }).click();
  await page.getByText('0 of 2 cases have their truth.').waitFor();

  await judge(links[0]!, ['y', '2']);
  await page.getByRole('button', { name: 'Replace Second member' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace Second member' });
  await dialog.getByText('The 2 cases that were not judged go to the new member').waitFor();
  await dialog.getByLabel('Name').fill('Third member');
  await dialog.getByLabel('Reason').fill('Has no time.');
  await accessibility.look(page, 'replace-member');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('heading', { name: 'Link for Third member' }).waitFor();
  await page.getByText(/^replaced /).waitFor();
  await judge(await page.locator('lectern-copy-field input').inputValue(), ['n']);
  await page.getByText('2 wait for the adjudicator.').waitFor();
  await judge(links[2]!, ['y', '3'], async (adjudicating) => {
    await adjudicating.getByText('The members differ in the decision.').waitFor();
    await accessibility.look(adjudicating, 'adjudication');
  });
  await page.getByText('2 of 2 cases were adjudicated.').waitFor();
  await accessibility.look(page, 'truthing-closed');
  expect(coordinator.problems).toEqual([]);
}, 240_000);

test('axe finds nothing on these pages', () => {
  expect(accessibility.pages).toHaveLength(6);
  expect(accessibility.faults).toEqual([]);
});

/** One member judges every case by keys, from the link on. */
async function judge(link: string, keys: readonly string[], look?: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const member = await ReaderAtKeyboard.open(context, link);
  const { page } = member;
  await member.begin();
  for (let n = 1; n <= cases.length; n++) {
    await page.locator('aside header', { hasText: `Case ${n} of` }).waitFor();
    await page.locator('.loading').waitFor({ state: 'detached' });
    if (n === 1) await look?.(page);
    for (const key of keys) await page.keyboard.press(key);
    await member.saved();
    await member.submit();
  }
  await page.getByRole('heading', { name: 'You have read everything' }).waitFor();
  await context.close();
}
