import type { Study, Transaction } from '@lectern/records';
import type { Actor } from '../conduct.js';
import { Conflict } from '../errors.js';

/** @throws Conflict once the study is frozen, while a panel sets the truth, and for whoever sits in it: they say what they see case by case, alone */
export async function assertTruthOpen(tx: Transaction, { id, phase }: Study, { user }: Actor): Promise<void> {
  if (phase !== 'draft')
    throw new Conflict(
      'frozen',
      'The reference standard is frozen with the study.',
      'Create a new study with the same cases.',
    );
  const panel = await tx.truthing.panelOf(id);
  if (panel?.openedAt && !panel.closedAt)
    throw new Conflict('panel-open', 'A panel is setting the truth of this study.', 'Wait until it has ended.');
  if (panel?.members.some((member) => member.userId === user))
    throw new Conflict('panel-member', 'Who sits in the panel imports no reference standard.', 'Judge the cases one by one, or ask the coordinator.'); // prettier-ignore
}
