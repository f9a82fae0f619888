import type { Permission, StudyId } from '@lectern/contracts';
import type { Actor } from '../actor.js';

export interface Access {
  /** What the actor may do, in the study where one is named. Everything else is denied. */
  permissions(actor: Actor | null, study: StudyId | null): Promise<ReadonlySet<Permission>>;
  /** @throws Conflict where the study is locked: nothing is written to it any more */
  assertOpen(study: StudyId): Promise<void>;
}
