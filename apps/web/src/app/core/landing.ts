import type { Me, StudySummary } from '@lectern/contracts';

/** The page of a study that its roles are for: readers read, everyone else watches. */
export function studyPath(study: StudySummary): string {
  const readsOnly = study.roles.length > 0 && study.roles.every((role) => role === 'reader');
  return readsOnly ? `/studies/${study.id}/reading` : `/studies/${study.id}`;
}

/** Where a person goes first: a reader of one study straight into it, anyone else to the list. */
export function landingPath(me: Me): string {
  const [only, ...others] = me.studies;
  if (me.administrator || !only || others.length > 0) return '/studies';
  return only.roles.includes('reader') ? studyPath(only) : '/studies';
}
