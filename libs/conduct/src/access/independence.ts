import type { Role, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import { Conflict } from '../errors.js';

/**
 * Who sets the truth neither reads nor sees the AI's results; who reads sets no truth. To be asked before a person takes either part in a study. A person is the
 * same under every account with their e-mail address, and has set truth even after their seat in the panel became another's.
 * @throws Conflict where the person has the other part already
 */
export async function assertIndependent(tx: Transaction, study: StudyId, user: string, part: Role): Promise<void> {
  const roles = await tx.studies.partsOf(study, user);
  if (part === 'truther' && roles.includes('reader'))
    throw new Conflict(
      'not-independent',
      'A reader of the study cannot set its reference standard.',
      'Have it set by somebody who does not read.',
    );
  if (part === 'reader' && roles.includes('truther'))
    throw new Conflict(
      'not-independent',
      'Who sets the reference standard of the study cannot read in it.',
      'Invite somebody else.',
    );
}
