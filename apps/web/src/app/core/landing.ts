import type { Me, StudySummary } from '@lectern/contracts';

/** The page of a study that its roles are for: readers read, truthers judge, everyone else watches. */
export function studyPath(study: StudySummary): string {
  const readsOnly = study.roles.length > 0 && study.roles.every((role) => role === 'reader');
  if (readsOnly) return `/studies/${study.id}/reading`;
  const truthsOnly = study.roles.length > 0 && study.roles.every((role) => role === 'truther');
  return truthsOnly ? `/studies/${study.id}/truthing` : `/studies/${study.id}`;
}

/** Where a person goes first: a reader of one study straight into it, anyone else to the list. */
export function landingPath(me: Me): string {
  const [only, ...others] = me.studies;
  if (me.administrator || !only || others.length > 0) return '/studies';
  return only.roles.some((role) => role === 'reader' || role === 'truther') ? studyPath(only) : '/studies';
}
