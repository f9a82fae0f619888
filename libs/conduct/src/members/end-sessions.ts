import type { StudyId } from '@lectern/contracts';
import { installationChain, type Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';

/** Ends whatever a person is signed in by, who lost a part in a study: what a page of theirs still shows is not loaded again. */
export async function endSessions(
  tx: Transaction,
  actor: Actor,
  { user, study, reason }: { readonly user: string; readonly study: StudyId; readonly reason: string },
): Promise<void> {
  const ended = await tx.people.endSessions(user, tx.now);
  const by = { id: actor.user, name: actor.name };
  await tx.audit.append(installationChain, {
    ...{ act: 'person.sessions-ended', by, subject: user, reason },
    after: { study, ended },
  });
}
