import type { FreezeCheck, Progress, StudyPhase } from '@lectern/contracts';

export type SectionId = 'progress' | 'plan' | 'cases' | 'truth' | 'readers' | 'record' | 'analysis';
/** `needs-you`: something waits for the coordinator; `locked`: closed until the study is locked, or fixed for good. */
export type SectionState = 'ready' | 'needs-you' | 'locked' | null;

/** On which page a freeze check is met. */
export function sectionOfCheck(id: string): 'plan' | 'cases' | 'truth' | 'readers' {
  if (/^(reference-standard|both-classes)/.test(id)) return 'truth';
  if (id.startsWith('readers')) return 'readers';
  return /^(cases|distinct|stacks|ai-results)/.test(id) ? 'cases' : 'plan';
}

/** What each section of a study shows of its state in the navigation. */
export function sectionStates(
  phase: StudyPhase | null,
  checks: readonly FreezeCheck[],
  progress: Progress | null,
): Readonly<Record<SectionId, SectionState>> {
  const isDraft = phase === 'draft';
  const preparing = (section: SectionId): SectionState => {
    if (!isDraft) return phase === null ? null : 'locked';
    const own = checks.filter(({ id }) => sectionOfCheck(id) === section);
    return own.every(({ met }) => met) ? 'ready' : 'needs-you';
  };
  const done = progress !== null && progress.reads.planned > 0 && progress.reads.submitted >= progress.reads.planned;
  return {
    progress: phase === 'reading' && done ? 'needs-you' : null,
    plan: isDraft && checks.length > 0 && checks.every(({ met }) => met) ? 'needs-you' : preparing('plan'),
    cases: preparing('cases'),
    truth: preparing('truth'),
    readers: isDraft ? preparing('readers') : null,
    record: null,
    analysis: phase === 'analysed' ? 'ready' : phase === null ? null : 'locked',
  };
}
