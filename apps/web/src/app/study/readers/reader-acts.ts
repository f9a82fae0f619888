import type { Protocol, ReaderProgress, StudyPhase } from '@lectern/contracts';

export type ReaderAct = 'withdraw' | 'replace' | 'waive';

/**
 * What a coordinator may decide about a reader now. The server decides again.
 *
 * @param readers the whole roster: a reader is replaced once
 */
export function readerActs(
  { number, state, qualified }: ReaderProgress,
  readers: readonly ReaderProgress[],
  phase: StudyPhase | null,
  { replacement }: Protocol['readers'],
): ReaderAct[] {
  if (phase !== 'reading') return [];
  const acts: ReaderAct[] = [];
  if (state !== 'withdrawn' && qualified === false) acts.push('waive');
  if (state === 'invited' || state === 'active') acts.push('withdraw');
  const allowed = replacement && replacement.rule !== 'none';
  if (allowed && state === 'withdrawn' && !readers.some(({ replaces }) => replaces === number)) acts.push('replace');
  return acts;
}
