import { startHarnessServer } from '../viewer-harness/harness-server.js';
import type { ServedInstance } from '../viewer-harness/test-images.js';
import { viewerFolders } from '../viewer-harness/viewer-folders.js';
import { ViewerTalk } from '../viewer-harness/viewer-talk.js';
import { BareChromium } from './bare-chromium.js';
import { type BenchCase, type ServedCase, servedCase } from './bench-cases.js';
import type { BrowserMemory } from './renderer-memory.js';

const EARLY = 20;

export interface Sitting {
  /** From the command to open a prefetched case to its images, and to its overlay, ms. */
  readonly firstImages: readonly number[];
  readonly overlays: readonly number[];
  /** After 20 cases, and after all. */
  readonly early: BrowserMemory;
  readonly late: BrowserMemory;
}

/** One long sitting in one viewer: case after case, each prefetched, opened with its overlay, scrolled through, and released. */
export async function sit(cases: readonly BenchCase[], length: number, say: (line: string) => void): Promise<Sitting> {
  const series = new Map<string, readonly ServedInstance[]>();
  const server = await startHarnessServer(await viewerFolders(), series);
  const chromium = await BareChromium.open(server.origin, 1500, 700);
  try {
    const viewer = new ViewerTalk(chromium.evaluate, chromium.problems);
    await viewer.waitFor('ready');
    const [firstImages, overlays]: [number[], number[]] = [[], []];
    let [before, early]: [ServedCase | null, BrowserMemory | null] = [null, null];
    for (let n = 1; n <= length; n++) {
      const examination = cases[n % cases.length];
      if (!examination) throw new Error('No cases to sit with');
      const served = servedCase(examination, n);
      for (const [uid, instances] of served.series) series.set(uid, instances);
      const times = await read(viewer, served, String(n));
      firstImages.push(times.firstImages);
      overlays.push(times.overlay);
      for (const uid of before?.series.keys() ?? []) series.delete(uid);
      before = served;
      if (n === EARLY) early = await chromium.memory();
      if (n % 20 === 0) say(`  ${n} of ${length} cases`);
    }
    const late = await chromium.memory();
    if (viewer.problems.length > 0) throw new Error(viewer.problems.join('\\n'));
    return { firstImages, overlays, early: early ?? late, late };
  } finally {
    await chromium.close();
    await server.close();
  }
}

async function read(
  viewer: ViewerTalk,
  { studyInstanceUid, stacks }: ServedCase,
  caseToken: string,
): Promise<{ firstImages: number; overlay: number }> {
  const images = { studyInstanceUid, stacks: [...stacks] };
  await viewer.send({ type: 'prefetch', caseToken, ...images });
  await viewer.waitFor('prefetched', (event) => event.caseToken === caseToken);
  const asked = await viewer.now();
  await viewer.send({ type: 'open-case', caseToken, ...images });
  const shown = await viewer.waitFor('first-image', (event) => event.caseToken === caseToken);
  const overlay = await viewer.waitFor('overlay-shown', (event) => event.caseToken === caseToken);
  for (const by of [1, 1, -1, -2]) await viewer.send({ type: 'scroll', by, orientation: 'axial' });
  await viewer.waitFor('slice', (event) => event.caseToken === caseToken && event.orientation === 'axial');
  await viewer.forget();
  return { firstImages: shown.atMillis - asked, overlay: overlay.atMillis - asked };
}
