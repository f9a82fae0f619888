import type { Guide } from './guide.js';

/** A study that needs nothing more than its freeze. */
export async function walkReadyStudy(guide: Guide, study: string): Promise<void> {
  const at = `/studies/${study}`;
  await guide.go(at, 'lectern-progress-page .card', 'ready-progress');
  await guide.go(`${at}/readers`, 'lectern-readers-page tbody tr', 'ready-readers');
  await guide.go(`${at}/plan`, 'lectern-freeze-panel button.primary:enabled', 'ready-plan');
  await guide.ask('lectern-freeze-panel button.primary', 'ready-freeze');
}
