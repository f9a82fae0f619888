import type { StudyId, StudySummary } from '@lectern/contracts';
import type { Repositories, StudyWithRoles } from '@lectern/records';
import type { Actor } from '../conduct.js';

/** The studies in which the actor has a role. */
export async function summariesOf(on: Repositories, actor: Pick<Actor, 'user'>): Promise<StudySummary[]> {
  return (await on.studies.ofPerson(actor.user)).map(summaryOf);
}

export function summaryOf({ id, title, phase, roles, createdAt }: StudyWithRoles): StudySummary {
  return { id: id as StudyId, title, phase, roles, createdAt: createdAt.toISOString() };
}
