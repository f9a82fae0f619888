import type { Guide } from './guide.js';

/** A study that is being read, with a problem, a deviation and a washout. */
export async function walkRunningStudy(guide: Guide, study: string): Promise<void> {
  const at = `/studies/${study}`;
  await guide.open(at, 'lectern-oversight-panel svg');
  await guide.see('running-progress');
  await guide.unfold('lectern-progress-page details');
  await guide.page.locator('lectern-reads-panel tbody tr').first().waitFor();
  await guide.see('running-progress-reads');
  await guide.print('running-progress-reads');
  await guide.ask('lectern-problems-panel button', 'running-problem');
  await guide.ask('lectern-reads-panel tbody button', 'running-read-act');
  await guide.ask('lectern-lock-panel button.danger', 'running-lock');
  await guide.go(`${at}/plan`, 'lectern-fixed-plan', 'running-plan');
  await guide.print('running-plan');
  await guide.page.locator('lectern-schedule-check button').click();
  await guide.page.locator('lectern-schedule-check .note').waitFor();
  await guide.see('running-plan-checked');
  await guide.go(`${at}/cases`, 'lectern-cases-page tbody .pill.good', 'running-cases');
  await guide.go(`${at}/truth`, 'lectern-truth-page .card', 'running-truth');
  await guide.go(`${at}/readers`, 'lectern-session-calendar', 'running-readers');
  await guide.print('running-readers');
  await guide.ask('lectern-readers-page tbody button', 'running-reader-act');
  await guide.go(`${at}/record`, 'lectern-deviations-panel td', 'running-record');
  await guide.ask('lectern-deviations-panel button', 'running-deviation');
  await guide.ask('lectern-unblinding-panel button.danger', 'running-unblinding');
  await guide.go(`${at}/analysis`, 'lectern-analysis-page .door', 'running-analysis');
}
