import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ModelEvaluation } from '@lectern/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Accessibility } from './reading-harness/accessibility.js';
import { ballCase } from './reading-harness/ball-case.js';
import { ChinesePages } from './reading-harness/chinese-pages.js';
import { CoordinatorAtScreen } from './reading-harness/coordinator-at-screen.js';
import { bytesOfFirstLoad } from './reading-harness/first-load.js';
import { type LecternUp, lecternUp } from './reading-harness/lectern-up.js';
import { ReaderAtKeyboard } from './reading-harness/reader-at-keyboard.js';
import { readingProtocol } from './reading-harness/reading.protocol.js';
import { readsCsv } from './reading-harness/reads-csv.js';
import { largeExamination, UploaderAtScreen } from './reading-harness/uploader-at-screen.js';
import { launchChromium } from './viewer-harness/viewer-page.js';

const models = join(import.meta.dirname, '..', '..', '..', 'libs', 'inference', 'fixtures');
const cases = [ballCase('with', [12, -30, 45], true), ballCase('without', [-20, 8, -15], false)];
const evaluation = join(import.meta.dirname, '../../../models/fetal-gmh-ivh/evaluation/internal.json');
const title = 'A study made on the pages';
const accessibility = new Accessibility();
const written = [
  'Changed before the freeze.',
  'Reader at the keyboard',
  'The images came slowly.',
  'The network is well again.',
];
const signed =
  'I have checked the protocol, the cases, the reference standard and the readers, and I fix them as the plan of this study.';
const reasons = [signed, 'The reading room was lit for an hour.', 'All planned reads are submitted.'];
const chinese = new ChinesePages([title, ...written, ...reasons, ...textsOf(readingProtocol)]);
const look = async (page: Page, name: string): Promise<void> => {
  await accessibility.look(page, name);
  await chinese.look(page, name);
};

let lectern: LecternUp;
let browser: Browser;
let folder: string;
let coordinator: CoordinatorAtScreen;
let readerLink: string;
let readerContext: BrowserContext;

beforeAll(async () => {
  lectern = await lecternUp(models);
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'lectern-cases-'));
  for (const { label, files } of cases)
    for (const { name, bytes } of files) {
      const path = join(folder, label, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await lectern?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('a coordinator plans, fills and freezes a study on the pages', async () => {
  coordinator = await CoordinatorAtScreen.signIn(browser, lectern.firstLink);
  const { page } = coordinator;
  await look(page, 'studies');
  const sent = await bytesOfFirstLoad(page);
  expect(sent).toBeGreaterThan(50_000);
  expect(sent).toBeLessThan(500_000);
  await coordinator.choosePassword();
  await look(page, 'account');
  const text = await coordinator.planStudy(readingProtocol, title);
  expect(text).toContain(`title: ${title}`);
  await look(page, 'wizard');
  await coordinator.createStudy();
  await look(page, 'progress-in-preparation');
  await coordinator.changePlan(`title: ${title}`, `title: ${title}\nsummary: Changed before the freeze.`);
  await look(page, 'plan-versions');
  await coordinator.uploadCases(folder, cases.length);
  await look(page, 'cases');
  await coordinator.lookAtCases(cases.length, () => look(page, 'case'));
  await coordinator.importTruth(
    `case,positive\n${cases.map(({ label, truth }) => `${label},${+truth.positive}`).join('\n')}\n`,
  );
  await look(page, 'truth');
  readerLink = await coordinator.invite('Reader at the keyboard');
  await look(page, 'readers');
  await coordinator.open('Plan');
  await page.locator('lectern-freeze-panel button.primary:enabled').waitFor();
  await chinese.look(page, 'plan-to-freeze');
  await coordinator.freeze();
  await look(page, 'plan-frozen');
  await coordinator.open('Analysis');
  await page.getByText('The analysis is closed').waitFor();
  await look(page, 'analysis-closed');
  expect(coordinator.problems).toEqual([]);
}, 300_000);

test('a reader reads by keyboard alone, through a reload, a second tab, a lost network and a killed browser', async () => {
  readerContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  let reader = await ReaderAtKeyboard.open(readerContext, readerLink);
  await reader.begin();

  let label = await reader.seeCase();
  await reader.answer(20, 4);
  await reader.saved();
  await look(reader.page, 'reading');
  await reader.page.reload();
  await reader.seeCase();
  await reader.holds(['N', '20', '4']);
  await reader.submit();

  label = await reader.seeCase(label);
  const address = reader.page.url();
  const second = await ReaderAtKeyboard.open(readerContext, address);
  await second.seeCase();
  await reader.page.keyboard.press('n'); // the tab that lost the read says so at the next thing that it sends
  await reader.page.getByText('opened in another window').waitFor();
  await second.page.close();
  await reader.page.keyboard.press('Enter'); // go on here
  await reader.page.getByText('opened in another window').waitFor({ state: 'detached' });
  await reader.seeCase();
  await reader.answer(35, 3);
  await reader.submit();

  await reader.begin();
  label = await reader.seeCase(label);
  await readerContext.setOffline(true);
  await reader.answer(5, 5);
  await reader.page.getByText('Connection lost').waitFor();
  await reader.writeReport('The images came slowly.');
  await reader.sendReport();
  await reader.page.locator('dialog [role="alert"]').waitFor(); // it stays as it was written, until it can be sent
  await readerContext.setOffline(false);
  await reader.sendReport();
  await reader.page.locator('dialog').waitFor({ state: 'detached' });
  await reader.page.getByText('Connection lost').waitFor({ state: 'detached' });
  await reader.saved();
  await reader.submit();

  await reader.seeCase(label);
  await reader.answer(60, 2);
  await reader.saved();
  const kept = await readerContext.storageState();
  await readerContext.close(); // nothing of the page can leave any more
  readerContext = await browser.newContext({ storageState: { ...kept, origins: [] } });
  reader = await ReaderAtKeyboard.open(readerContext, address);
  await reader.seeCase();
  await reader.holds(['N', '60', '2']);
  await reader.submit();
  await reader.page.getByText('You have read everything').waitFor();
  await look(reader.page, 'reading-finished');
}, 300_000);

test('the coordinator watches the reading, resolves a problem, checks the schedule and records a deviation', async () => {
  const { page } = coordinator;
  await coordinator.resolveProblem('Mended', 'The network is well again.');
  await page.locator('lectern-oversight-panel svg').first().waitFor();
  await page.locator('lectern-reads-panel summary').click();
  const submitted = page.locator('lectern-reads-panel tbody tr', { hasText: 'submitted' });
  await submitted.nth(3).waitFor();
  expect(await submitted.count()).toBe(4);
  await look(page, 'progress-reading');
  await coordinator.open('Readers');
  await page.getByRole('button', { name: 'Withdraw Reader at the keyboard' }).waitFor({ state: 'detached' }); // finished
  await page.locator('lectern-session-calendar').waitFor();
  await look(page, 'readers-reading');
  await coordinator.open('Plan');
  await page.getByRole('button', { name: 'Derive the worklists again' }).click();
  await page.getByText('The same to the byte').waitFor();
  await look(page, 'plan-checked');
  await coordinator.recordDeviation('The reading room was lit for an hour.');
  await look(page, 'record-reading');
  expect(coordinator.problems).toEqual([]);
}, 120_000);

test('the coordinator locks with a signature and reads the result', async () => {
  const { page } = coordinator;
  await coordinator.lock('All planned reads are submitted.');
  await look(page, 'progress-locked');
  await coordinator.open('Analysis');
  await page.locator('lectern-study-figures svg').first().waitFor();
  await look(page, 'analysis');
  await coordinator.open('Record');
  await page.getByText('The chain of entries is whole.').waitFor();
  const submissions = page.locator('tbody tr', { hasText: 'read submitted' });
  await submissions.nth(3).waitFor();
  expect(await submissions.count()).toBe(4);
  await look(page, 'record');
  expect(coordinator.problems).toEqual([]);
}, 120_000);

test('an upload goes on after a lost network and a reload, and nothing is sent twice', async () => {
  const { page } = coordinator;
  const large = largeExamination('large');
  try {
    await coordinator.planStudy(readingProtocol.replace('[axial, coronal, sagittal]', '[axial]'), 'Sent in parts');
    await coordinator.createStudy();
    await coordinator.open('Cases');
    const uploader = new UploaderAtScreen(page);
    await uploader.cutAfterFirstPart();
    await uploader.choose(large.folder);
    await page.getByText('The server cannot be reached').waitFor();
    expect(uploader.sent).toEqual([0]);
    await page.reload();
    await page.getByText('Uploads that broke off').waitFor();
    await page.getByText(/8\.4 of 12\.\d MB are there/).waitFor();
    await uploader.mend();
    await uploader.choose(large.folder);
    await page.locator('tbody .pill.warn', { hasText: 'to look at' }).waitFor();
    expect(uploader.sent).toEqual([0, 8 * 1024 * 1024]);
    await uploader.choose(large.folder);
    await page.getByText('1 case sent').waitFor();
    expect(uploader.sent).toHaveLength(2);
    expect(await page.locator('lectern-cases-page tbody tr').count()).toBe(1);
    await look(page, 'cases-sent-in-parts');
    await coordinator.makeAndRevokeToken('archive', 'Everything was sent.');
  } finally {
    large.remove();
  }
}, 240_000);

test('a file is analysed, a model’s evaluation shown and a study sized without signing in, in either language, and nothing is sent', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(new URL('/evaluation', lectern.firstLink).href);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const sentAway = () => sent.filter((request) => request.startsWith('POST') || request.includes('/api/'));
  await page.locator('input[type="file"]').setInputFiles(evaluation);
  await page.locator('lectern-evaluation-result svg').nth(1).waitFor();
  const shown = JSON.parse(readFileSync(evaluation, 'utf8')) as ModelEvaluation;
  const { positive, negative } = shown.counts.stacks;
  expect(await page.locator('.figures-by-group tbody tr').nth(1).innerText()).toContain(`${positive} / ${negative}`);
  expect(sentAway()).toEqual([]);
  const examinations = page.locator('lectern-examination-list tbody tr');
  expect(await examinations.count()).toBe(50); // a page of some hundred
  await page.getByLabel('Called').selectOption({ label: 'missed' });
  await page.waitForURL(/outcome=missed/);
  const missed = shown.cases.filter((each) => each.positive && !each.called);
  expect(await examinations.count()).toBe(missed.length);
  await look(page, 'evaluation');
  await page.getByRole('link', { name: 'Analyse a file' }).click();
  await page.getByRole('heading', { name: 'Analyse a reader study' }).waitFor();
  sent.length = 0; // who is signed in was asked on the way
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'reads.csv', mimeType: 'text/csv', buffer: Buffer.from(readsCsv()) });
  await page.locator('lectern-file-result svg').first().waitFor();
  expect(await page.locator('.lead').innerText()).toMatch(/plain minus aided is/);
  expect(sentAway()).toEqual([]);
  await look(page, 'analyse');
  await page.getByRole('link', { name: 'Plan a study from this one' }).click();
  await page.locator('td.enough').first().waitFor();
  await look(page, 'power');
  await page.locator('lectern-display-choices select').first().selectOption('zh');
  await page.getByRole('heading', { name: '阅片研究的功效' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  await page.close();
}, 240_000);

test('axe finds nothing on any page, light or dark, and every page fits its screen', () => {
  expect(accessibility.faults).toEqual([]);
  expect(accessibility.pages).toHaveLength(24);
});

test('no page, and no dialog that one offers, says a sentence in English once it is turned to Chinese', () => {
  expect(chinese.foreign).toEqual([]);
  const parts = ['case-page', 'clone-panel', 'contact-sheet', 'deviations-panel', 'freeze-panel', 'lock-panel', 'members-panel', 'readers-page', 'reads-panel', 'unblinding-panel']; // prettier-ignore
  expect([...chinese.dialogs].sort()).toEqual(parts.map((part) => `lectern-${part}`));
});

/** What a protocol says in its own words. */
function textsOf(protocol: string): string[] {
  const texts = [
    ...protocol.matchAll(
      /(?:title|target|name|text|justification|instructions): ('[^']*'|[^,}\n]*)|levels: \[(.*?)\]/g,
    ),
  ];
  return texts
    .flatMap(([, text, levels]) => (text ?? levels ?? '').replaceAll("'", '').split(', '))
    .map((text) => text.trim());
}
